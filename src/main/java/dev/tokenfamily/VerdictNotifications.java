package dev.tokenfamily;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.notify.IncidentLog;
import dev.tokenfamily.notify.VerdictDetails;
import dev.tokenfamily.notify.VerdictMeters;
import dev.tokenfamily.token.VerdictListener;
import io.micrometer.core.instrument.Metrics;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.RealmModel;

/** Passes what the hook found on to those who tell people. */
final class VerdictNotifications implements VerdictListener {

    private final VerdictMeters meters = new VerdictMeters(Metrics.globalRegistry);

    @Override
    public void judged(Finding finding, EventBuilder event) {
        VerdictDetails.write(finding, event);
        IncidentLog.write(finding);
    }

    @Override
    public void answered(Finding finding, RealmModel realm) {
        meters.refreshed(finding, realm.getName());
    }
}
