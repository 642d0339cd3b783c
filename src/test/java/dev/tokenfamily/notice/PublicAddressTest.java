package dev.tokenfamily.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.enums.SslRequired;

/** Where a mail may lead: whatever was signed into a token, no host comes from there. */
final class PublicAddressTest {

    @Nested
    final class GivenTheAddressInAToken {

        @ParameterizedTest
        @CsvSource({
            "https://evil.example/realms/acme, https://token-family.invalid/",
            "https://evil.example:8443/auth/realms/acme, https://token-family.invalid:8443/auth/",
            "http://10.9.9.9/realms/x/realms/acme, http://token-family.invalid/realms/x/",
            "javascript://evil.example/realms/acme, https://token-family.invalid/",
            "https:realms/realms/x, https://token-family.invalid",
            "nonsense, https://token-family.invalid"
        })
        void thenAllOfItCountsButTheHost(String realmUrl, String asked) {
            assertThat(PublicAddress.withoutHost(realmUrl)).hasToString(asked);
        }

        @ParameterizedTest
        @ValueSource(strings = {"https://a b/realms/acme", "https://[::1/realms/acme"})
        void thenNothingCountsOfWhatIsNoAddress(String realmUrl) {
            assertThat(PublicAddress.withoutHost(realmUrl)).isEqualTo(PublicAddress.NOWHERE);
        }
    }

    @Property
    void noHostIsTakenFromAToken(@ForAll String text) {
        assertThat(PublicAddress.withoutHost(text).getHost()).isEqualTo("token-family.invalid");
        assertThat(PublicAddress.withoutHost("https://" + text + "/realms/acme").getHost())
                .isEqualTo("token-family.invalid");
    }

    @Nested
    final class GivenWhatTheServerTakesForItsAddress {

        private boolean configured(String address, SslRequired tls) {
            return PublicAddress.isConfigured(URI.create(address), tls);
        }

        @Test
        void thenOneThatOnlyTheRequestKnowsIsNotConfigured() {
            assertThat(configured("https://token-family.invalid/", SslRequired.NONE))
                    .isFalse();
            assertThat(configured("https://TOKEN-FAMILY.invalid:8443/auth", SslRequired.NONE))
                    .isFalse();
        }

        @Test
        void thenOneWithAHostIs() {
            assertThat(configured("https://id.example/auth", SslRequired.ALL)).isTrue();
            assertThat(configured("http://203.0.113.5/", SslRequired.NONE)).isTrue();
            assertThat(configured("http://127.0.0.1:8080/", SslRequired.EXTERNAL))
                    .isTrue();
        }

        @Test
        void thenOneWithoutTlsIsNotWhereTheRealmRequiresIt() {
            assertThat(configured("http://203.0.113.5/", SslRequired.EXTERNAL)).isFalse();
            assertThat(configured("http://127.0.0.1:8080/", SslRequired.ALL)).isFalse();
        }
    }
}
