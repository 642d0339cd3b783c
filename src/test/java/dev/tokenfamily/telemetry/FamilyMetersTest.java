package dev.tokenfamily.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.Presentation;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.incident.ReuseKind;
import dev.tokenfamily.policy.PolicyParser;
import dev.tokenfamily.telemetry.FamilyMeters.PurgeLagGauge;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.events.outbox.OutboxDeliveryOutcome;

/** The meters that people have in their dashboards: a contract. */
final class FamilyMetersTest {

    private static final String REFRESHES = "keycloak.token.family.refreshes";
    private static final String REVOCATIONS = "keycloak.token.family.revocations";
    private static final String GRACE_DELAY = "keycloak.token.family.grace.delay";

    /** Prometheus' own tag of a histogram's buckets. */
    private static final String BUCKET = "le";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FamilyMeters meters = new FamilyMeters(registry, new ClientTags(0));

    private static Finding finding(Verdict verdict, int familiesRevoked) {
        Owner owner = new Owner("realm-id", "client", "user", "session", false);
        PresentedToken token = new PresentedToken("family", 0, 1, 1, 1, 1_800L, null, owner);
        Presentation presentation = new Presentation(new Origin("192.0.2.1", null), false, null);
        return new Finding(
                verdict,
                token,
                new Reading(null, 0, 0),
                presentation,
                PolicyParser.parse(Map.of()),
                familiesRevoked,
                false);
    }

    private static Tags tags(String realm, String verdict) {
        return Tags.of("realm", realm, "verdict", verdict);
    }

    private double count(String name, String verdict) {
        return registry.get(name).tags(tags("acme", verdict)).counter().count();
    }

    @Test
    void givenRefreshesWhenCountedThenRealmAndVerdictTellThemApart() {
        meters.refreshed(finding(new Verdict.Rotate(), 0), "acme", "web");
        meters.refreshed(finding(new Verdict.Rotate(), 0), "acme", "web");
        meters.refreshed(finding(new Verdict.Keep(), 0), "acme", "web");
        meters.refreshed(finding(new Verdict.Rotate(), 0), "other", "web");
        assertThat(count(REFRESHES, "rotate")).isEqualTo(2);
        assertThat(count(REFRESHES, "keep")).isEqualTo(1);
        assertThat(registry.getMeters()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("late")
    void givenALatePredecessorWhenCountedThenItsDelayIsRecorded(Verdict verdict) {
        meters.refreshed(finding(verdict, 0), "acme", "web");
        Timer delay =
                registry.get(GRACE_DELAY).tags(tags("acme", verdict.text())).timer();
        assertThat(delay.count()).isEqualTo(1);
        assertThat(delay.totalTime(TimeUnit.SECONDS)).isEqualTo(7);
    }

    static List<Verdict> late() {
        return List.of(
                new Verdict.GraceRetry(7, false),
                new Verdict.GraceRefused(7),
                new Verdict.Reuse(ReuseKind.RECENT_PREDECESSOR, 7));
    }

    @Test
    void givenFamiliesBeyondACapWhenCountedThenTheyAreRevocationsOfTheirOwn() {
        meters.capped(0, "acme");
        assertThat(registry.getMeters()).isEmpty();
        meters.capped(3, "acme");
        assertThat(count(REVOCATIONS, "cap")).isEqualTo(3);
    }

    @Test
    void givenAStaleTokenWhenCountedThenItsDelayIsNotRecorded() {
        meters.refreshed(finding(new Verdict.Reuse(ReuseKind.STALE_LINEAGE, 7), 0), "acme", "web");
        assertThat(registry.find(GRACE_DELAY).timer()).isNull();
    }

    @Test
    void givenALateRecoveryWhenCountedThenItHasAMeterOfItsOwn() {
        meters.refreshed(finding(new Verdict.LateRecovery(18_000, 1), 0), "acme", "web");
        assertThat(count(REFRESHES, "late_recovery")).isEqualTo(1);
        Timer delay = registry.get("keycloak.token.family.recovery.delay")
                .tag("realm", "acme")
                .timer();
        assertThat(delay.count()).isEqualTo(1);
        assertThat(delay.totalTime(TimeUnit.SECONDS)).isEqualTo(18_000);
        assertThat(registry.find(GRACE_DELAY).timer())
                .as("no grace period is that long")
                .isNull();
    }

    @Test
    void givenAReuseWhenItRevokesFamiliesThenTheyAreCounted() {
        meters.refreshed(finding(new Verdict.Reuse(ReuseKind.STALE_LINEAGE, 7), 3), "acme", "web");
        assertThat(count(REFRESHES, "reuse")).isEqualTo(1);
        assertThat(count(REVOCATIONS, "reuse")).isEqualTo(3);
    }

    @Test
    void givenARevocationWithoutARefreshWhenCountedThenItIsOnlyThat() {
        meters.revoked(2, "acme");
        assertThat(count(REVOCATIONS, "revoked")).isEqualTo(2);
        assertThat(registry.find(REFRESHES).counter()).isNull();
    }

    @Test
    void givenNothingRevokedWhenCountedThenThereIsNoMeter() {
        meters.revoked(0, "acme");
        meters.refreshed(finding(new Verdict.Rotate(), 0), "acme", "web");
        assertThat(registry.find(REVOCATIONS).counter()).isNull();
    }

    @Test
    void givenEveryMeterThenItsTagsAreRealmAndVerdictAndNothingElse() {
        meters.refreshed(finding(new Verdict.Reuse(ReuseKind.RECENT_PREDECESSOR, 7), 1), "acme", "web");
        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .filteredOn(id -> id.getTag(BUCKET) == null)
                .hasSize(3)
                .allSatisfy(id -> assertThat(Tags.of(id.getTags())).isEqualTo(tags("acme", "reuse")));
    }

    @Test
    void givenRetriesOfAllDelaysThenTheirQuantilesNeedFewSeries() {
        for (long delay : new long[] {0, 1, 7, 59, 500, 86_400, 1_000_000}) {
            meters.refreshed(finding(new Verdict.GraceRetry(delay, false), 0), "acme", "web");
        }
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getTag(BUCKET))
                .filteredOn(Objects::nonNull)
                .containsExactlyInAnyOrder("1", "2", "5", "10", "15", "20", "30", "60", "120", "300", "3600", "86400");
    }

    @Test
    void givenSomethingThatCannotBeReadThenItIsCountedByRealm() {
        meters.unreadable("acme");
        meters.unreadable("acme");
        meters.unreadable("other");
        assertThat(registry.get("keycloak.token.family.unreadable")
                        .tags("realm", "acme")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.getMeters()).hasSize(2);
    }

    @Nested
    final class GivenMailsOfARealm {

        @ParameterizedTest
        @CsvSource({"DELIVERED, delivered", "RETRY, retry", "DEAD_LETTER, dead_letter", "ORPHANED, orphaned"})
        void thenTheyAreCountedByWhatBecameOfThem(OutboxDeliveryOutcome outcome, String tag) {
            meters.mailed(outcome, "acme");
            meters.mailed(outcome, "acme");
            meters.mailed(outcome, "other");

            assertThat(registry.get("keycloak.token.family.mails")
                            .tags("realm", "acme", "outcome", tag)
                            .counter()
                            .count())
                    .isEqualTo(2);
            assertThat(registry.getMeters()).hasSize(2);
        }
    }

    @Nested
    final class GivenAPurgeThatIsBehind {

        private double lag;

        @Test
        void thenTheGaugeShowsItAsItIsNowUntilItIsClosed() {
            try (PurgeLagGauge shown = meters.showPurgeLag(() -> lag)) {
                assertThat(shown).isNotNull();
                Gauge gauge = registry.get("keycloak.token.family.purge.lag").gauge();
                assertThat(gauge.getId().getBaseUnit()).isEqualTo("seconds");
                assertThat(gauge.getId().getTags()).isEmpty();
                lag = 42;
                assertThat(gauge.value()).isEqualTo(42);
                lag = Double.NaN;
                assertThat(gauge.value()).isNaN();
            }
            assertThat(registry.getMeters()).isEmpty();
        }
    }

    /** Clients can register themselves: a thousand of them are no thousand series. */
    @Test
    void givenAnOperatorWhoWantsClientsThenOnlySoManyHaveATagOfTheirOwn() {
        FamilyMeters tagged = new FamilyMeters(registry, ClientTags.of(" 2 "));
        tagged.refreshed(finding(new Verdict.Rotate(), 0), "acme", "web");
        tagged.refreshed(finding(new Verdict.Rotate(), 0), "bank", "web");
        for (int n = 0; n < 1000; n++) {
            tagged.refreshed(finding(new Verdict.Rotate(), 0), "acme", "self-registered-" + n);
        }
        tagged.refreshed(finding(new Verdict.Keep(), 0), "acme", "web");

        assertThat(registry.get(REFRESHES)
                        .tags(tags("acme", "rotate").and("client", ClientTags.OTHER))
                        .counter()
                        .count())
                .isEqualTo(1000);
        assertThat(registry.get(REFRESHES)
                        .tags(tags("bank", "rotate").and("client", "web"))
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.getMeters()).hasSize(4);
    }

    /** As the alert and the documents name it: {@code keycloak_token_family_history_lost_total}. */
    @Test
    void givenEndsThatWereLostWhenCountedThenTheyAreOfNoRealm() {
        meters.historyLost(2);
        meters.historyLost(1);
        assertThat(registry.get("keycloak.token.family.history.lost").counter().count())
                .isEqualTo(3);
        assertThat(registry.getMeters())
                .singleElement()
                .satisfies(meter -> assertThat(meter.getId().getTags()).isEmpty());
    }

    @Test
    void givenDeliveriesOfWebhooksWhenCountedThenTheirOutcomesTellThemApart() {
        meters.webhookAttempted(OutboxDeliveryOutcome.RETRY, "acme");
        meters.webhookAttempted(OutboxDeliveryOutcome.DELIVERED, "acme");
        assertThat(registry.get("keycloak.token.family.webhooks")
                        .tags("realm", "acme", "outcome", "delivered")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.getMeters()).hasSize(2);
    }
}
