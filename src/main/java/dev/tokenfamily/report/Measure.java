package dev.tokenfamily.report;

import dev.tokenfamily.detection.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is counted, by its name in the database. */
public enum Measure {
    /** A refresh that was answered on this verdict. */
    ROTATE,
    /** Likewise. */
    KEEP,
    /** Likewise. */
    GRACE_RETRY,
    /** Likewise. */
    GRACE_REFUSED,
    /** Likewise. */
    REUSE,
    /** Likewise. */
    REVOKED,
    /** Likewise. */
    EXPIRED,
    /** Likewise. */
    UNKNOWN,
    /** Likewise. */
    CATCH_UP,
    /** Likewise. */
    SPARED,
    /** A reuse incident under {@code observe}. */
    WOULD_BE_REVOCATION,
    /** A reuse incident under {@code enforce}. */
    REVOCATION,
    /** One of either that a longer grace period would have avoided. */
    AVOIDABLE,
    /** An incident of which its user said that it was the user: a false alarm. */
    FALSE_ALARM,
    /** How late a predecessor was that the grace period absorbed, seconds. */
    RETRY_DELAY,
    /** The grace period that a benign retry needs, seconds. */
    GRACE_NEEDED;

    /** Those that are a verdict. */
    public static List<Measure> verdicts() {
        return List.of(ROTATE, KEEP, GRACE_RETRY, GRACE_REFUSED, REUSE, REVOKED, EXPIRED, UNKNOWN, CATCH_UP, SPARED);
    }

    static Measure of(Verdict verdict) {
        return valueOf(verdict.text().toUpperCase(Locale.ROOT));
    }

    /** The one of that name; empty where a newer version of ours has counted it. */
    public static Optional<Measure> named(String name) {
        return Arrays.stream(values()).filter(m -> m.name().equals(name)).findFirst();
    }

    /** Its name in events and reports. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
