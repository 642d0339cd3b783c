package dev.tokenfamily.report;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often something took how many seconds.
 *
 * @param totals how many, by bucket: the most seconds that fall into it ({@code DurationBuckets}). A plain count has the
 * bucket 0
 *     alone, and falls to 0 or below it where what was counted elsewhere is taken back
 */
public record Distribution(SortedMap<Integer, Long> totals) {

    /** Takes a copy of the totals. */
    public Distribution {
        totals = new TreeMap<>(totals);
    }

    /** How many were counted. */
    public long count() {
        return totals.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many did not exceed so many seconds, as far as the buckets tell. */
    public long upTo(int seconds) {
        return totals.headMap(seconds + 1).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /**
     * How many seconds so many percent did not exceed, rounded up to the bucket.
     *
     * @param percent from 0 to 100
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

    /**
     * How many seconds none exceeded, rounded up to the bucket.
     *
     * @throws IllegalStateException where nothing was counted
     */
    public int max() {
        return percentile(100);
    }
}
