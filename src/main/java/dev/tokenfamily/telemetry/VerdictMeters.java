package dev.tokenfamily.telemetry;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Counts verdicts and revocations. Tagged with the realm's name and the verdict, and with nothing that can grow. */
public final class VerdictMeters {

    /** Prometheus appends {@code _total} to counters and {@code _seconds} to timers. */
    private static final String REFRESHES = "keycloak.token.family.refreshes";

    private static final String REVOCATIONS = "keycloak.token.family.revocations";
    private static final String GRACE_DELAY = "keycloak.token.family.grace.delay";

    /** Where people set the grace period: with these, quantiles can be taken over all nodes together. */
    private static final List<Duration> GRACE_PERIODS = IntStream.of(1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 3600, 86400)
            .mapToObj(Duration::ofSeconds)
            .toList();

    private final MeterRegistry registry;

    /** Into this registry. */
    public VerdictMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts the finding that a refresh was answered on. */
    public void refreshed(Finding finding, String realmName) {
        Verdict verdict = finding.verdict();
        Tags tags = tags(realmName, verdict.text());
        registry.counter(REFRESHES, tags).increment();
        verdict.lateness().ifPresent(seconds -> graceDelay(tags).record(Duration.ofSeconds(seconds)));
        if (finding.familiesRevoked() > 0) {
            registry.counter(REVOCATIONS, tags).increment(finding.familiesRevoked());
        }
    }

    private Timer graceDelay(Tags tags) {
        return Timer.builder(GRACE_DELAY)
                .serviceLevelObjectives(GRACE_PERIODS.toArray(Duration[]::new))
                .tags(tags)
                .register(registry);
    }

    /** Counts families revoked without a refresh. */
    public void revoked(int families, String realmName) {
        if (families > 0) {
            registry.counter(REVOCATIONS, tags(realmName, "revoked")).increment(families);
        }
    }

    private static Tags tags(String realmName, String verdict) {
        return Tags.of("realm", realmName, "verdict", verdict);
    }
}
