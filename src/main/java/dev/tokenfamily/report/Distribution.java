package dev.tokenfamily.report;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often something took how many seconds.
 *
 * @param totals by bucket, none of them 0
 */
public record Distribution(SortedMap<Integer, Long> totals) {

    /** Takes a copy. */
    public Distribution {
        totals = new TreeMap<>(totals);
    }

    /** How many were counted. */
    public long count() {
        return totals.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * What so many percent did not exceed, rounded up to the bucket.
     *
     * @throws IllegalStateException where nothing was counted
     */
    public int percentile(int percent) {
        long rank = Math.max(1, (count() * percent + 99) / 100);
        long seen = 0;
        for (var bucket : totals.entrySet()) {
            seen += bucket.getValue();
            if (seen >= rank) {
                return bucket.getKey();
            }
        }
        throw new IllegalStateException("Nothing was counted");
    }

    /** What none exceeded, rounded up to the bucket. */
    public int max() {
        return percentile(100);
    }
}
