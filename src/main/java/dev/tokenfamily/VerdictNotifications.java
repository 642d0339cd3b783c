package dev.tokenfamily;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.report.Period;
import dev.tokenfamily.report.Statistics;
import dev.tokenfamily.store.statistic.JpaStatisticStore;
import dev.tokenfamily.telemetry.FamilyMeters;
import dev.tokenfamily.telemetry.IncidentLog;
import dev.tokenfamily.telemetry.VerdictDetails;
import dev.tokenfamily.token.VerdictListener;
import io.micrometer.core.instrument.Metrics;
import org.keycloak.common.util.Time;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Passes what the hook found on to those who tell people. */
final class VerdictNotifications implements VerdictListener {

    private final FamilyMeters meters = new FamilyMeters(Metrics.globalRegistry);
    private final Statistics statistics;

    private VerdictNotifications(Statistics statistics) {
        this.statistics = statistics;
    }

    static VerdictNotifications in(KeycloakSession session) {
        return new VerdictNotifications(
                JpaStatisticStore.of(session.getKeycloakSessionFactory()).counted());
    }

    @Override
    public void judged(Finding finding, EventBuilder event) {
        VerdictDetails.write(finding, event);
        IncidentLog.write(finding);
        statistics.judged(finding, today());
    }

    @Override
    public void answered(Finding finding, RealmModel realm) {
        meters.refreshed(finding, realm.getName());
        statistics.answered(finding, today());
    }

    private static long today() {
        return Period.dayOf(Time.currentTimeSeconds());
    }
}
