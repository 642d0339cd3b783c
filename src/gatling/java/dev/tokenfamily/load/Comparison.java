package dev.tokenfamily.load;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Two cells side by side.
 *
 * @param name what the report calls it
 * @param cell the one in question
 * @param base the one it is divided by
 * @param figure which
 * @param target the ratio that we want
 * @param least whether the ratio is to be at least that, or at most
 */
public record Comparison(
        String name, String cell, String base, ToDoubleFunction<Sample> figure, double target, boolean least) {

    public static Comparison throughput(String name, String cell, String base, double atLeast) {
        return new Comparison(name, cell, base, Sample::perSecond, atLeast, true);
    }

    public static Comparison slowest(String name, String cell, String base, double atMost) {
        return new Comparison(name + ", p99", cell, base, Sample::p99, atMost, false);
    }

    /**
     * The ratio.
     *
     * @param median of the medians
     * @param lowest of a round
     * @param highest of a round
     */
    public record Ratio(double median, double lowest, double highest) {}

    public Comparison named(String another) {
        return new Comparison(another, cell, base, figure, target, least);
    }

    public Ratio in(Measurements measured) {
        List<Sample> ours = measured.of(cell);
        List<Sample> theirs = measured.of(base);
        double[] rounds = IntStream.range(0, ours.size())
                .mapToDouble(n -> figure.applyAsDouble(ours.get(n)) / figure.applyAsDouble(theirs.get(n)))
                .sorted()
                .toArray();
        double median = measured.median(cell, figure) / measured.median(base, figure);
        return new Ratio(median, rounds[0], rounds[rounds.length - 1]);
    }

    public boolean met(Ratio ratio) {
        return least ? ratio.median() >= target : ratio.median() <= target;
    }
}
