package dev.tokenfamily.store.family;

import dev.tokenfamily.family.Burst;
import dev.tokenfamily.family.Burst.Step;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a burst stands in its column: the generation of the head that it was written with, then each step as {@code
 * <generation>@<time>+<retries>}, with blanks between. Nodes of earlier versions do not know the column, and leave it behind when they
 * rotate: one that was written with another head says nothing.
 */
final class BurstColumn {

    private static final Pattern STEP = Pattern.compile("([0-9]{1,9})@([0-9]{1,12})\\+([0-9]{1,9})");

    private static final Pattern COLUMN =
            Pattern.compile("([0-9]{1,9})((?: " + STEP.pattern().replace("(", "(?:") + "){1,16})");

    private BurstColumn() {}

    /** What the column holds with a head of that generation; null for none. */
    static @Nullable String write(Burst burst, int generation) {
        String steps = burst.steps().stream()
                .map(step -> step.generation() + "@" + step.supersededAt() + "+" + step.retries())
                .collect(Collectors.joining(" "));
        return steps.isEmpty() ? null : generation + " " + steps;
    }

    /** None where the column was not written with a head of that generation, or cannot be read. */
    static Burst read(@Nullable String column, int generation) {
        Matcher text = COLUMN.matcher(column == null ? "" : column);
        boolean current = text.matches() && Integer.parseInt(text.group(1)) == generation;
        return current
                ? new Burst(Arrays.stream(text.group(2).strip().split(" ", -1))
                        .map(BurstColumn::readStep)
                        .toList())
                : Burst.NONE;
    }

    private static Step readStep(String text) {
        Matcher step = STEP.matcher(text);
        if (!step.matches()) {
            throw new IllegalArgumentException("No step of a burst: " + text);
        }
        return new Step(
                Integer.parseInt(step.group(1)), Long.parseLong(step.group(2)), Integer.parseInt(step.group(3)));
    }
}
