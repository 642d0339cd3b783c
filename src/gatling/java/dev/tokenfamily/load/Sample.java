package dev.tokenfamily.load;

import org.jspecify.annotations.Nullable;

/**
 * What one cell did in one round.
 *
 * @param perSecond answers as expected
 * @param p50 half of them came within so many milliseconds
 * @param p99 likewise 99 of 100
 * @param p999 likewise 999 of 1,000
 * @param expected how many they were
 * @param failed answers that were not as expected
 * @param cost of each answer; null where nobody has looked
 */
public record Sample(
        double perSecond,
        double p50,
        double p99,
        double p999,
        long expected,
        long failed,
        @Nullable Cost cost) {

    /**
     * What server and database have spent, on average of all answers.
     *
     * @param database all that it does
     * @param serverMillis of a processor, of all nodes
     */
    public record Cost(RefreshCost database, double serverMillis) {

        /** Of server and database together. */
        public double processorMillis() {
            return serverMillis + database.processorMillis();
        }
    }

    /** The same, with what all of its answers together have cost. */
    public Sample at(RefreshCost database, double serverMillis) {
        long answers = expected + failed;
        return new Sample(
                perSecond, p50, p99, p999, expected, failed, new Cost(database.each(answers), serverMillis / answers));
    }

    /** What each answer has cost. */
    public Cost costs() {
        if (cost == null) {
            throw new IllegalStateException("Nobody has looked");
        }
        return cost;
    }
}
