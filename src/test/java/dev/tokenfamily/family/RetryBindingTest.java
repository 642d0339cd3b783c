package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a retry must share with the rotation, and what two bindings ask for together. */
final class RetryBindingTest {

    private static final Origin HERE = new Origin("192.0.2.1", null);
    private static final Origin NEXT_DOOR = new Origin("192.0.2.2", null);
    private static final Origin ELSEWHERE = new Origin("203.0.113.9", null);

    @Nested
    final class GivenABindingToTheKey {

        @ParameterizedTest
        @CsvSource({"owners, owners, true", "owners, thiefs, false", "owners, , false", ", thiefs, false", ", , false"})
        void thenOnlyTheKeyOfTheRotationFits(@Nullable String rotations, @Nullable String retrys, boolean fits) {
            RetryBinding binding = RetryBinding.KEY.ofRotationBy(rotations);
            assertThat(binding.fits(HERE, retrys, HERE)).isEqualTo(fits);
            assertThat(binding.fits(ELSEWHERE, retrys, HERE))
                    .as("from wherever")
                    .isEqualTo(fits);
        }

        @Test
        void whenAPolicyThatKnowsNoRotationBindsToItTooThenTheKeyIsKept() {
            RetryBinding stored = RetryBinding.KEY.ofRotationBy("owners");
            assertThat(stored.and(RetryBinding.KEY)).isEqualTo(stored);
            assertThat(RetryBinding.KEY.and(stored)).isEqualTo(stored);
        }

        @Test
        void whenItMustBeTwoKeysAtOnceThenNobodyFits() {
            RetryBinding both = RetryBinding.KEY.ofRotationBy("owners").and(RetryBinding.KEY.ofRotationBy("thiefs"));
            assertThat(both.fits(HERE, "owners", HERE)).isFalse();
            assertThat(both.fits(HERE, "thiefs", HERE)).isFalse();
        }

        @Test
        void whenAPolicyBindsToItOnlyAfterTheRotationThenNobodyFits() {
            RetryBinding later = RetryBinding.NONE.ofRotationBy("owners").and(RetryBinding.KEY);
            assertThat(later.fits(HERE, "owners", HERE)).isFalse();
        }
    }

    @Nested
    final class GivenABindingToAddresses {

        @Test
        void thenThePrefixDecidesAndNoKey() {
            RetryBinding prefix = RetryBinding.toPrefix(new IpPrefix(24, 56)).ofRotationBy("owners");
            assertThat(prefix.fits(NEXT_DOOR, null, HERE)).isTrue();
            assertThat(prefix.fits(ELSEWHERE, "owners", HERE)).isFalse();
            assertThat(RetryBinding.ADDRESS.fits(HERE, null, HERE)).isTrue();
            assertThat(RetryBinding.ADDRESS.fits(NEXT_DOOR, null, HERE)).isFalse();
        }

        @Test
        void whenAKeyIsAskedForBesidesThenBothMustFit() {
            RetryBinding both = RetryBinding.toPrefix(new IpPrefix(24, 56))
                    .and(RetryBinding.KEY)
                    .ofRotationBy("owners");
            assertThat(both.fits(NEXT_DOOR, "owners", HERE)).isTrue();
            assertThat(both.fits(NEXT_DOOR, null, HERE)).isFalse();
            assertThat(both.fits(ELSEWHERE, "owners", HERE)).isFalse();
        }
    }

    @Test
    void givenNoBindingThenEveryRetryFits() {
        assertThat(RetryBinding.NONE.fits(ELSEWHERE, null, new Origin("x", null)))
                .isTrue();
    }
}
