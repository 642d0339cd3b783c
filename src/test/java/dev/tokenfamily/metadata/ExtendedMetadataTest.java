package dev.tokenfamily.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.protocol.oidc.representations.OIDCConfigurationRepresentation;
import org.keycloak.util.JsonSerialization;
import org.keycloak.wellknown.WellKnownProvider;

/** Metadata with more in them. */
final class ExtendedMetadataTest {

    /** What somebody else would have served. */
    private record Others(Object config) implements WellKnownProvider {

        @Override
        public Object getConfig() {
            return config;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    private static Object extended(Object config, Map<String, Object> more) {
        return new ExtendedMetadata(new Others(config), () -> more).getConfig();
    }

    private static OIDCConfigurationRepresentation keycloaks() {
        OIDCConfigurationRepresentation config = new OIDCConfigurationRepresentation();
        config.setIssuer("https://sso/realms/shop");
        config.getOtherClaims().put("set_by_the_operator", 1);
        return config;
    }

    @Test
    void givenNothingMoreThenItIsWhatOthersServe() {
        OIDCConfigurationRepresentation config = keycloaks();
        assertThat(extended(config, Map.of())).isSameAs(config);
    }

    @Test
    void givenATextThenItStaysAsItIsSigned() {
        assertThat(extended("a.b.c", Map.of("more", 2))).isEqualTo("a.b.c");
    }

    @Test
    void givenMoreThenItIsBesideAllThatOthersSay() {
        Map<?, ?> before = JsonSerialization.mapper.convertValue(keycloaks(), Map.class);
        Map<?, ?> after = (Map<?, ?>) extended(keycloaks(), Map.of("more", 2));
        assertThat(after.remove("more")).isEqualTo(2);
        assertThat(after).isEqualTo(before);
        assertThat(after.get("set_by_the_operator")).isEqualTo(1);
    }

    @Test
    void givenWhatOthersSayTooThenTheirsStays() {
        assertThat((Map<?, ?>) extended(keycloaks(), Map.of("set_by_the_operator", 2, "issuer", "https://evil")))
                .satisfies(metadata ->
                        assertThat(metadata.get("set_by_the_operator")).isEqualTo(1))
                .satisfies(metadata -> assertThat(metadata.get("issuer")).isEqualTo("https://sso/realms/shop"));
    }
}
