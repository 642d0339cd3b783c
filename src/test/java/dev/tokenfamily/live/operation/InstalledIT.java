package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server with the JAR says about itself. */
@ExtendWith(LiveKeycloak.class)
class InstalledIT {

    private static final Map<String, String> OURS = Map.of(
            "refresh-token", "token-family",
            "token-interceptor", "token-family",
            "oauth2-token-introspection", "refresh_token",
            "eventsListener", "token-family-revocation",
            "jpa-entity-provider", "token-family",
            "client-policy-executor", "refresh-token-family-rotation");

    private final KeycloakServer server;

    InstalledIT(KeycloakServer server) {
        this.server = server;
    }

    @Test
    void givenTheJarThenTheServerHasOurProvidersAndKeepsItsOwn() {
        JsonNode providers = new AdminApi(server.url()).serverInfo().path("providers");
        OURS.forEach(
                (spi, id) -> assertThat(providers.path(spi).path("providers").has(id))
                        .as(spi)
                        .isTrue());
        assertThat(providers.path("refresh-token").path("providers").has("default"))
                .isTrue();
        assertThat(providers.path("client-policy-executor").path("providers").has("suppress-refresh-token-rotation"))
                .isTrue();
    }

    @Test
    void givenTheJarThenTheServerIsTheOneAskedForAndTested() {
        assertThat(new AdminApi(server.url())
                        .serverInfo()
                        .path("systemInfo")
                        .path("version")
                        .asText())
                .isEqualTo(System.getProperty("keycloak.server.version"));
        assertThat(server.logged()).doesNotContain("keycloak-token-family was tested on");
    }

    @ParameterizedTest
    @MethodSource("dev.tokenfamily.harness.Languages#tags")
    void givenALanguageThenOurMessagesAreAmongTheConsoles(String language) {
        TestRealm realm = TestRealm.create(server, "console-" + language, r -> {
            r.setInternationalizationEnabled(true);
            r.setSupportedLocales(Set.of(language));
        });
        JsonNode messages = Http.get(server.url().resolve("/resources/" + realm.name() + "/admin/" + language))
                .json();
        assertThat(messages)
                .anySatisfy(message ->
                        assertThat(message.path("key").asText()).isEqualTo("token-family.grace-period-seconds.help"));
    }
}
