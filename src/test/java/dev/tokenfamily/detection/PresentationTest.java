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

    @Nested
    final class GivenTheKeyThatItProved {

        private final Presentation keyless = new Presentation(new Origin("192.0.2.1", null), false, null);

        @Test
        void thenItIsKeptWhateverElseIsAdded() {
            Presentation presentation = keyless.withKey("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I")
                    .withSwitch(RealmSwitch.DECIDES)
                    .withImpersonator("admin");
            assertThat(presentation.key()).isEqualTo("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
            assertThat(presentation.keyProven())
                    .as("that the token is bound to it is another thing")
                    .isFalse();
        }

        @Test
        void thenWhatIsNoThumbprintIsNone() {
            for (String odd : new String[] {"", "?", "a b", "a\n", "a".repeat(87), "ä"}) {
                assertThat(keyless.withKey(odd).key()).as(odd).isNull();
            }
            assertThat(keyless.withKey("a".repeat(86)).key()).hasSize(86);
            assertThat(keyless.key()).isNull();
        }
    }
}
