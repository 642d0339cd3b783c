package dev.tokenfamily.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What if: how many of the reuses that look like a lost answer a grace period would have absorbed.
 *
 * @param points by their seconds, from 0 to a day. Between two points nothing is counted more exactly, so the lower one holds
 */
public record GraceCurve(List<Point> points) {

    private static final int EVERY_SECOND = 60;
    private static final List<Integer> BEYOND = List.of(90, 120, 180, 300, 600, 1_800, 3_600, DurationBuckets.DAY);
    private static final List<Integer> WITHOUT_ANY = List.of(0, EVERY_SECOND, DurationBuckets.DAY);

    /**
     * A point of the curve.
     *
     * @param seconds the grace period
     * @param avoided how many it would have absorbed, of all of the period
     */
    public record Point(int seconds, long avoided) {}

    /** Takes a copy of the points. */
    public GraceCurve {
        points = List.copyOf(points);
    }

    /** The curve of what was counted, under whatever enforcement: each second of a minute, and longer ones. */
    public static GraceCurve of(Tally tally) {
        Distribution observed = tally.distribution(Measure.AVOIDABLE_OBSERVED);
        Distribution enforced = tally.distribution(Measure.AVOIDABLE_ENFORCED);
        IntStream seconds = observed.count() + enforced.count() == 0
                ? WITHOUT_ANY.stream().mapToInt(Integer::intValue)
                : IntStream.concat(
                        IntStream.rangeClosed(0, EVERY_SECOND), BEYOND.stream().mapToInt(Integer::intValue));
        return new GraceCurve(seconds.mapToObj(s -> new Point(s, observed.upTo(s) + enforced.upTo(s)))
                .toList());
    }
}
