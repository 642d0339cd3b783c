package dev.tokenfamily.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.Origin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a request shows besides the token. */
final class PresentationTest {

    @Nested
    final class GivenTheIssuerOfTheToken {

        private @Nullable String realmUrl(@Nullable String issuer) {
            return new Presentation(new Origin("192.0.2.1", null), false, issuer).realmUrl();
        }

        @Test
        void thenItIsTheAddressOfTheRealm() {
            assertThat(realmUrl("https://id.example/realms/acme")).isEqualTo("https://id.example/realms/acme");
        }

        @Test
        void thenOneThatNoColumnHoldsIsOfNoUse() {
            String longest = "https://" + "a".repeat(247);
            assertThat(realmUrl(longest)).isEqualTo(longest);
            assertThat(realmUrl(longest + "a")).isNull();
        }

        @Test
        void whenThereIsNoneThenThereIsNoAddress() {
            assertThat(realmUrl(null)).isNull();
            assertThat(realmUrl("")).isNull();
        }
    }
}
