package dev.tokenfamily.report;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was counted, of one client on one day or of more. Not safe for several threads. */
public final class Tally {

    /** By measure and bucket; a plain count has the bucket 0, or that of a {@link Mode}. */
    private final Map<Measure, SortedMap<Integer, Long>> totals = new EnumMap<>(Measure.class);

    private final Map<CountedUsers, Sketch> users = new EnumMap<>(CountedUsers.class);

    /** Counts one of that measure. */
    void count(Measure measure) {
        add(measure, 0, 1);
    }

    /** Counts one of that measure, under that enforcement. */
    void count(Measure measure, Mode mode) {
        add(measure, mode.bucket(), 1);
    }

    /** Counts one of that measure that took so many seconds. */
    void count(Measure measure, long seconds) {
        add(measure, DurationBuckets.bucketOf(seconds), 1);
    }

    void count(CountedUsers which, String userId) {
        sketch(which).add(userId);
    }

    /** Adds what was counted elsewhere; below 0 where it is to be taken back. */
    public void add(Measure measure, int bucket, long total) {
        totals.computeIfAbsent(measure, m -> new TreeMap<>()).merge(bucket, total, Long::sum);
    }

    /** Adds the users who were seen elsewhere. */
    public void add(CountedUsers which, Sketch seen) {
        sketch(which).add(seen);
    }

    void add(Tally other) {
        other.totals.forEach((measure, buckets) -> buckets.forEach((bucket, total) -> add(measure, bucket, total)));
        other.users.forEach(this::add);
    }

    private Sketch sketch(CountedUsers which) {
        return users.computeIfAbsent(which, u -> Sketch.empty());
    }

    /** How often that was counted. */
    public long total(Measure measure) {
        return distribution(measure).count();
    }

    /** How often that was counted under that enforcement; of a measure that counts refreshes by verdict. */
    public long total(Measure verdict, Mode mode) {
        return distribution(verdict).totals().getOrDefault(mode.bucket(), 0L);
    }

    /** How many refreshes were answered. */
    public long refreshes() {
        return Measure.verdicts().stream().mapToLong(this::total).sum();
    }

    /** How many refreshes were answered under that enforcement. */
    public long refreshes(Mode mode) {
        return Measure.verdicts().stream()
                .mapToLong(verdict -> total(verdict, mode))
                .sum();
    }

    /** How many seconds that took, how often. */
    public Distribution distribution(Measure measure) {
        return new Distribution(totals.getOrDefault(measure, new TreeMap<>()));
    }

    /** About how many different users were seen. */
    public long total(CountedUsers which) {
        Sketch seen = users.get(which);
        return seen == null ? 0 : seen.estimate();
    }

    /** All that was counted, in an order that is the same everywhere. */
    public Map<Measure, Distribution> totals() {
        Map<Measure, Distribution> all = new EnumMap<>(Measure.class);
        totals.keySet().forEach(measure -> all.put(measure, distribution(measure)));
        return all;
    }

    /** All users who were seen, in an order that is the same everywhere. */
    public Map<CountedUsers, Sketch> users() {
        return new EnumMap<>(users);
    }
}
