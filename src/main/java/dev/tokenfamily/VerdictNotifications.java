package dev.tokenfamily;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.ending.VerdictEnds;
import dev.tokenfamily.history.History;
import dev.tokenfamily.report.Period;
import dev.tokenfamily.report.Statistics;
import dev.tokenfamily.telemetry.FamilyMeters;
import dev.tokenfamily.telemetry.IncidentLog;
import dev.tokenfamily.telemetry.VerdictDetails;
import dev.tokenfamily.token.VerdictListener;
import org.keycloak.common.util.Time;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.RealmModel;

/** Passes what the hook found on to those who tell people. */
final class VerdictNotifications implements VerdictListener {

    private final FamilyMeters meters;
    private final Statistics statistics;
    private final History history;

    VerdictNotifications(FamilyMeters meters, Statistics statistics, History history) {
        this.meters = meters;
        this.statistics = statistics;
        this.history = history;
    }

    @Override
    public void judged(Finding finding, EventBuilder event) {
        VerdictDetails.write(finding, event);
        IncidentLog.write(finding);
        VerdictEnds.record(finding, history);
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
