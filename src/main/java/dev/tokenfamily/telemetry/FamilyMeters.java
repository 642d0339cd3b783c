package dev.tokenfamily.telemetry;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.detection.Verdict.LateRecovery;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.keycloak.events.outbox.OutboxDeliveryOutcome;

/**
 * All meters of this extension. People have them in their dashboards: names and tags are a contract. They are tagged with the
 * realm's name and what happened, and with nothing that can grow without limit. Prometheus appends {@code _total} to the names of counters
 * and
 * {@code _seconds} to those of timers and of the gauge.
 */
public final class FamilyMeters {

    private static final String REFRESHES = "keycloak.token.family.refreshes";
    private static final String GRACE_DELAY = "keycloak.token.family.grace.delay";
    private static final String RECOVERY_DELAY = "keycloak.token.family.recovery.delay";
    private static final String ORIGIN_CHANGES = "keycloak.token.family.origin.changes";
    private static final String REVOCATIONS = "keycloak.token.family.revocations";
    private static final String UNREADABLE = "keycloak.token.family.unreadable";
    private static final String MAILS = "keycloak.token.family.mails";
    private static final String WEBHOOKS = "keycloak.token.family.webhooks";
    private static final String HISTORY_LOST = "keycloak.token.family.history.lost";
    private static final String PURGE_LAG = "keycloak.token.family.purge.lag";

    private static final String REALM = "realm";
    private static final String VERDICT = "verdict";
    private static final String OUTCOME = "outcome";
    private static final String CHANGE = "change";

    /** The verdict of revocations to which no refresh has led. */
    private static final String REVOKED = "revoked";

    /** The verdict of revocations because their user had too many families. */
    private static final String CAP = "cap";

    /** Where people set the grace period: with these, quantiles can be taken over all nodes together. */
    private static final List<Duration> GRACE_PERIODS = IntStream.of(1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 3600, 86400)
            .mapToObj(Duration::ofSeconds)
            .toList();

    /** Where people set for how long a client may still be recovered: a minute, an hour, a day, a month, and between. */
    private static final List<Duration> RECOVERY_TIMES = IntStream.of(
                    60, 300, 900, 3600, 14_400, 28_800, 86_400, 259_200, 604_800, 1_209_600, 2_592_000)
            .mapToObj(Duration::ofSeconds)
            .toList();

    private final MeterRegistry registry;
    private final ClientTags clients;

    /**
     * Meters in that registry, where each appears when it first counts something.
     *
     * @param clients the tags of refreshes by their clients, if there are any
     */
    public FamilyMeters(MeterRegistry registry, ClientTags clients) {
        this.registry = registry;
        this.clients = clients;
    }

    /**
     * Counts the finding that a refresh was answered on, how late a superseded token came, or one that recovered its family, what made
     * a place a new one, and the families revoked on it.
     *
     * @param clientId the {@code client_id}
     */
    public void refreshed(Finding finding, String realmName, String clientId) {
        Verdict verdict = finding.verdict();
        Tags tags = tags(realmName, verdict.text());
        registry.counter(REFRESHES, tags.and(clients.of(realmName, clientId))).increment();
        verdict.lateness().ifPresent(seconds -> graceDelay(tags).record(Duration.ofSeconds(seconds)));
        if (verdict instanceof LateRecovery recovery) {
            recoveryDelay(realmName).record(Duration.ofSeconds(recovery.delay()));
        }
        finding.originChange()
                .ifPresent(change -> registry.counter(ORIGIN_CHANGES, REALM, realmName, CHANGE, change.text())
                        .increment());
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

    private Timer recoveryDelay(String realmName) {
        return Timer.builder(RECOVERY_DELAY)
                .serviceLevelObjectives(RECOVERY_TIMES.toArray(Duration[]::new))
                .tag(REALM, realmName)
                .register(registry);
    }

    /** Counts families that were revoked without a refresh; makes no meter for 0. */
    public void revoked(int families, String realmName) {
        if (families > 0) {
            registry.counter(REVOCATIONS, tags(realmName, REVOKED)).increment(families);
        }
    }

    /** Counts families that were revoked because their user had too many; makes no meter for 0. */
    public void capped(int families, String realmName) {
        if (families > 0) {
            registry.counter(REVOCATIONS, tags(realmName, CAP)).increment(families);
        }
    }

    /** Counts that something that may end families could not be read, so that all ended that it may have concerned. */
    public void unreadable(String realmName) {
        registry.counter(UNREADABLE, REALM, realmName).increment();
    }

    /** Counts an attempt to send a mail, by what became of it. */
    public void mailed(OutboxDeliveryOutcome outcome, String realmName) {
        registry.counter(MAILS, REALM, realmName, OUTCOME, outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** Counts an attempt to deliver a webhook, by what became of it. */
    public void webhookAttempted(OutboxDeliveryOutcome outcome, String realmName) {
        registry.counter(WEBHOOKS, REALM, realmName, OUTCOME, outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** Counts ends that could not be put on record. */
    public void historyLost(int ends) {
        registry.counter(HISTORY_LOST).increment(ends);
    }

    /**
     * Shows how far the purge is behind, until the result is closed. All nodes show the same, since they have one table.
     *
     * @param seconds is asked each time somebody looks; not a number while nobody knows
     */
    public PurgeLagGauge showPurgeLag(DoubleSupplier seconds) {
        Gauge gauge = Gauge.builder(PURGE_LAG, seconds, DoubleSupplier::getAsDouble)
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
        return () -> registry.remove(gauge);
    }

    /** A gauge that is there until it is closed. */
    @FunctionalInterface
    public interface PurgeLagGauge extends AutoCloseable {

        /** Removes the gauge from the registry. */
        @Override
        void close();
    }

    private static Tags tags(String realmName, String verdict) {
        return Tags.of(REALM, realmName, VERDICT, verdict);
    }
}
