package dev.tokenfamily.report;

import dev.tokenfamily.detection.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is counted, by its name in the database. */
public enum Measure {
    /** A refresh that was answered with the next generation. */
    ROTATE,
    /** A refresh that was answered in the generation that was presented. */
    KEEP,
    /** A refresh with a superseded token within its grace period, which was given the head again. */
    GRACE_RETRY,
    /** A refresh with a superseded token after its grace period, by which the family was recovered. */
    LATE_RECOVERY,
    /** A refresh with a superseded token that grace did not cover, without alarm. */
    GRACE_REFUSED,
    /** A refresh with a superseded token, whether it was refused or only observed. */
    REUSE,
    /** A refresh of a revoked family. */
    REVOKED,
    /** A refresh of a family past its lifetimes. */
    EXPIRED,
    /** A refresh of a family that nobody knows. */
    UNKNOWN,
    /** A refresh with a token that was newer than its row. */
    CATCH_UP,
    /** A refresh that would have been a reuse, had the server not stood still. */
    SPARED,
    /** A refresh with the head in a new place, where a login is required then, whether it was refused or only observed. */
    ORIGIN_CHANGED,
    /** A reuse incident under {@code observe}. */
    WOULD_BE_REVOCATION,
    /** A reuse incident under {@code enforce}. */
    REVOCATION,
    /** One of either that a longer grace period would have avoided. */
    AVOIDABLE,
    /** The grace period, seconds, that would have avoided a {@link #WOULD_BE_REVOCATION}. */
    AVOIDABLE_OBSERVED,
    /** The grace period, seconds, that would have avoided a {@link #REVOCATION}. */
    AVOIDABLE_ENFORCED,
    /** An incident of which its user said that it was the user: a false alarm. */
    FALSE_ALARM,
    /** How late a superseded token was that the grace period absorbed, seconds. */
    RETRY_DELAY,
    /** The grace period that a benign retry needs, seconds. */
    GRACE_NEEDED;

    /** The measures that count refreshes by verdict, each by the name of its verdict. */
    public static List<Measure> verdicts() {
        return List.of(
                ROTATE,
                KEEP,
                GRACE_RETRY,
                LATE_RECOVERY,
                GRACE_REFUSED,
                REUSE,
                REVOKED,
                EXPIRED,
                UNKNOWN,
                CATCH_UP,
                SPARED,
                ORIGIN_CHANGED);
    }

    static Measure of(Verdict verdict) {
        return valueOf(verdict.text().toUpperCase(Locale.ROOT));
    }

    /** The measure of that name; empty where a newer version of ours has counted it. */
    public static Optional<Measure> named(String name) {
        return Arrays.stream(values()).filter(m -> m.name().equals(name)).findFirst();
    }

    /** The name of the measure in events and reports. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
