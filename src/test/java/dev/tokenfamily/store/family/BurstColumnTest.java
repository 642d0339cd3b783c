package dev.tokenfamily.store.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.Burst;
import dev.tokenfamily.family.Burst.Step;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A burst in its column. */
final class BurstColumnTest {

    private static final int WIDTH = 600;

    private static final Burst BURST = new Burst(List.of(new Step(3, 1_700_000_000, 0), new Step(5, 1_700_000_004, 2)));

    @Test
    void thenItIsReadAsItWasWritten() {
        assertThat(BurstColumn.write(BURST, 7)).isEqualTo("7 3@1700000000+0 5@1700000004+2");
        assertThat(BurstColumn.read(BurstColumn.write(BURST, 7), 7)).isEqualTo(BURST);
    }

    @Test
    void givenNoneThenNothingIsWritten() {
        assertThat(BurstColumn.write(Burst.NONE, 7)).isNull();
        assertThat(BurstColumn.read(null, 7)).isEqualTo(Burst.NONE);
    }

    /** A node of an earlier version rotates, and knows nothing of the column. */
    @Test
    void givenAnotherHeadThanItWasWrittenWithThenItSaysNothing() {
        String left = BurstColumn.write(BURST, 7);
        assertThat(BurstColumn.read(left, 8)).isEqualTo(Burst.NONE);
        assertThat(BurstColumn.read(left, 6)).isEqualTo(Burst.NONE);
    }

    @Test
    void givenTheLongestThenItFitsAndIsRead() {
        Burst longest = new Burst(IntStream.range(0, Burst.MOST_STEPS)
                .mapToObj(n -> new Step(999_999_900 + n, 99_999_999_000L + n, 999_999_999))
                .toList());
        String written = BurstColumn.write(longest, 999_999_999);
        assertThat(written).hasSizeLessThanOrEqualTo(WIDTH);
        assertThat(BurstColumn.read(written, 999_999_999)).isEqualTo(longest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "7 ",
                "7 3",
                "7 3@x+0",
                "7 3@1700000000",
                "7 3@1700000000+0 ",
                "7 3@1700000000+-1",
                "7 3@1700000000+0 5",
                "7 9999999999@1700000000+0"
            })
    void givenAnythingElseThenItSaysNothing(String text) {
        assertThat(BurstColumn.read(text, 7)).isEqualTo(Burst.NONE);
    }
}
