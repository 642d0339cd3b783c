package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Terms of a grace, and the stricter of two. */
final class GraceTermsTest {

    @Test
    void givenADeadlineWhenItIsReachedThenItIsTooLate() {
        GraceTerms terms = new GraceTerms(100, 0, false);
        assertThat(terms.includes(99)).isTrue();
        assertThat(terms.includes(100)).isFalse();
    }

    @Test
    void givenNoLimitWhenManyRetriesWereAnsweredThenAnotherIsAllowed() {
        assertThat(new GraceTerms(100, 0, false).allowsAnother(1_000_000)).isTrue();
    }

    @Test
    void givenALimitWhenItIsUsedUpThenNoOtherIsAllowed() {
        GraceTerms terms = new GraceTerms(100, 2, false);
        assertThat(terms.allowsAnother(1)).isTrue();
        assertThat(terms.allowsAnother(2)).isFalse();
    }

    @Test
    void givenNoGraceWhenAskedThenNoTimeIsIncluded() {
        assertThat(GraceTerms.NONE.includes(0)).isFalse();
    }

    @Nested
    final class WhenTheStricterOfTwoIsTaken {

        @ParameterizedTest
        @CsvSource({"100, 50, 50", "50, 100, 50", "0, 100, 0"})
        void thenTheEarlierDeadlineCounts(long one, long other, long stricter) {
            assertThat(new GraceTerms(one, 0, false)
                            .stricter(new GraceTerms(other, 0, false))
                            .deadline())
                    .isEqualTo(stricter);
        }

        @ParameterizedTest
        @CsvSource({"0, 0, 0", "0, 3, 3", "3, 0, 3", "3, 1, 1", "1, 3, 1"})
        void thenNoLimitIsTheMostLenient(int one, int other, int stricter) {
            assertThat(new GraceTerms(100, one, false)
                            .stricter(new GraceTerms(100, other, false))
                            .maxRetries())
                    .isEqualTo(stricter);
        }

        @ParameterizedTest
        @CsvSource({"false, false, false", "true, false, true", "false, true, true", "true, true, true"})
        void thenAnyBindingBinds(boolean one, boolean other, boolean stricter) {
            assertThat(new GraceTerms(100, 0, one).stricter(new GraceTerms(100, 0, other)))
                    .isEqualTo(new GraceTerms(100, 0, stricter));
        }

        @Test
        void thenAPrefixAndAKeyBindTogether() {
            IpPrefix prefix = new IpPrefix(24, 56);
            GraceTerms toPrefix = new GraceTerms(100, 0, RetryBinding.toPrefix(prefix));
            GraceTerms toKey = new GraceTerms(100, 0, RetryBinding.KEY).ofRotationBy("owners");
            assertThat(toPrefix.stricter(toKey).binding()).isEqualTo(new RetryBinding(prefix, true, "owners"));
            assertThat(toPrefix.stricter(new GraceTerms(100, 0, true)).binding())
                    .isEqualTo(RetryBinding.ADDRESS);
        }
    }
}
