package dev.tokenfamily.store.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.IpPrefix;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.RetryBinding;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What binds a retry, written into the row and read again, by this version and beside earlier ones. */
final class RetryBindingColumnTest {

    private static final String KEY = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
    private static final RetryBinding PREFIX = RetryBinding.toPrefix(new IpPrefix(24, 56));

    private static final List<RetryBinding> ALL = List.of(
            RetryBinding.NONE,
            RetryBinding.ADDRESS,
            PREFIX,
            RetryBinding.KEY,
            RetryBinding.KEY.ofRotationBy(KEY),
            RetryBinding.NONE.keepingKeyOf(KEY),
            RetryBinding.ADDRESS.keepingKeyOf(KEY),
            PREFIX.keepingKeyOf(KEY),
            PREFIX.and(RetryBinding.KEY).ofRotationBy(KEY),
            RetryBinding.toPrefix(new IpPrefix(32, 128)).and(RetryBinding.KEY));

    private static RetryBinding readAgain(RetryBinding binding, int generation) {
        return RetryBindingColumn.read(
                RetryBindingColumn.write(generation, binding), generation, RetryBindingColumn.addressBound(binding));
    }

    @Test
    void givenAnyBindingThenItIsReadAsItWasWritten() {
        assertThat(ALL).allSatisfy(binding -> {
            assertThat(readAgain(binding, 1)).isEqualTo(binding);
            assertThat(readAgain(binding, Integer.MAX_VALUE)).isEqualTo(binding);
        });
    }

    @Test
    void givenTheLongestThenTheColumnHoldsIt() {
        RetryBinding longest = RetryBinding.ADDRESS.and(RetryBinding.KEY).ofRotationBy("a".repeat(86));
        assertThat(RetryBindingColumn.write(Integer.MAX_VALUE, longest)).hasSizeLessThanOrEqualTo(128);
        assertThat(readAgain(longest, Integer.MAX_VALUE)).isEqualTo(longest);
    }

    @Test
    void givenWhatEarlierVersionsKnowThenTheRowIsAsTheyWriteIt() {
        assertThat(RetryBindingColumn.write(3, RetryBinding.NONE)).isNull();
        assertThat(RetryBindingColumn.write(3, RetryBinding.ADDRESS)).isNull();
        assertThat(RetryBindingColumn.read(null, 3, true)).isEqualTo(RetryBinding.ADDRESS);
        assertThat(RetryBindingColumn.read(null, 3, false)).isEqualTo(RetryBinding.NONE);
    }

    @Test
    void givenWhatTheyDoNotKnowThenTheyBindToTheAddress() {
        assertThat(ALL).allSatisfy(binding -> assertThat(RetryBindingColumn.addressBound(binding))
                .isEqualTo(!binding.keepingKeyOf(null).equals(RetryBinding.NONE)));
    }

    @Nested
    final class GivenARotationByAnEarlierVersion {

        private final @Nullable String left = RetryBindingColumn.write(7, RetryBinding.KEY.ofRotationBy(KEY));

        @Test
        void thenTheKeyOfTheRotationBeforeIsNotThatOfThisOne() {
            assertThat(RetryBindingColumn.read(left, 8, false)).isEqualTo(RetryBinding.NONE);
            assertThat(RetryBindingColumn.read(left, 8, true)).isEqualTo(RetryBinding.ADDRESS);
        }

        @Test
        void whenThePolicyBindsToTheKeyThenNobodyFits() {
            RetryBinding asked = RetryBindingColumn.read(left, 8, false).and(RetryBinding.KEY);
            Origin here = new Origin("192.0.2.1", null);
            assertThat(asked.fits(here, KEY, here)).isFalse();
        }

        @Test
        void whenItWasTakenBackThenTheRowSaysWhatItSaid() {
            assertThat(RetryBindingColumn.read(left, 7, true)).isEqualTo(RetryBinding.KEY.ofRotationBy(KEY));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "8 24/56",
                "7 24",
                "7 24/56 a b",
                "7 24/56 ",
                "x 24/56",
                "-7 24/56",
                "7 24/56:2",
                "7 24/56 =",
                "7  24/56"
            })
    void givenWhatALaterVersionMayHaveWrittenThenNoRetryOfOursFits(String text) {
        Origin here = new Origin("192.0.2.1", null);
        RetryBinding read = RetryBindingColumn.read(text, 7, false);
        boolean ofAnother = text.equals("8 24/56");
        assertThat(read.fits(here, KEY, here)).as(text).isEqualTo(ofAnother);
    }
}
