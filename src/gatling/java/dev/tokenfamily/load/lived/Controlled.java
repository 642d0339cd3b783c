package dev.tokenfamily.load.lived;

import dev.tokenfamily.load.Comparison;
import dev.tokenfamily.load.Comparison.Ratio;
import dev.tokenfamily.load.Measurements;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A comparison, and what the same figure says where there is nothing to compare.
 *
 * @param comparison with the target NaN where there is none
 * @param controls the same things twice
 */
record Controlled(Comparison comparison, List<Comparison> controls) {

    /**
     * Of the cells with these names.
     *
     * @param twins two that are the same, each pair of them
     */
    static Controlled of(Comparison comparison, List<List<String>> twins) {
        return new Controlled(
                comparison,
                twins.stream()
                        .map(pair -> new Comparison(
                                comparison.name(), pair.get(0), pair.get(1), comparison.figure(), Double.NaN, true))
                        .toList());
    }

    /** How many times as much one is of the same, in the round where they differ most; at least 1. */
    double noise(Measurements measured) {
        return controls.stream()
                .map(control -> control.in(measured))
                .flatMapToDouble(ratio -> DoubleStream.of(ratio.highest(), 1 / ratio.lowest()))
                .max()
                .orElse(1);
    }

    /** Whether the ratio is farther from 1 than that. */
    boolean different(Ratio ratio, Measurements measured) {
        double noise = noise(measured);
        return ratio.median() > noise || ratio.median() < 1 / noise;
    }

    /** What a report says of it. */
    String verdict(Ratio ratio, Measurements measured) {
        String difference = different(ratio, measured) ? "" : "no difference";
        if (Double.isNaN(comparison.target())) {
            return difference;
        }
        String met = comparison.met(ratio) ? "met" : "missed";
        return difference.isEmpty() ? met : met + ", " + difference;
    }
}
