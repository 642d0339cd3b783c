package dev.tokenfamily;

import dev.tokenfamily.background.Daemon;
import dev.tokenfamily.notice.Courier;
import dev.tokenfamily.notice.IncidentMail;
import dev.tokenfamily.notice.Messenger;
import dev.tokenfamily.notice.RequiredActionDemand;
import dev.tokenfamily.notice.RevocationSignal;
import dev.tokenfamily.store.incident.JpaIncidents;
import dev.tokenfamily.telemetry.FamilyMeters;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.common.Profile;
import org.keycloak.models.KeycloakSessionFactory;

/** Tell of incidents, from the server's start to its stop. Each on a thread of its own, for a mail can take its time. */
final class IncidentCouriers implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final List<Daemon> daemons = new ArrayList<>();
    private final List<Courier> couriers = new ArrayList<>();

    /** They begin at once. */
    IncidentCouriers(KeycloakSessionFactory factory, int mailsPerUserAndDay) {
        JpaIncidents incidents = new JpaIncidents(factory);
        begin(
                factory,
                incidents,
                new IncidentMail(mailsPerUserAndDay, new FamilyMeters(Metrics.globalRegistry)::mailed));
        begin(factory, incidents, new RequiredActionDemand());
        if (Profile.isFeatureEnabled(Profile.Feature.SSF)) { // or its classes may not be there
            begin(factory, incidents, new RevocationSignal());
        }
    }

    private void begin(KeycloakSessionFactory factory, JpaIncidents incidents, Messenger messenger) {
        Courier courier = new Courier(factory, incidents, messenger, incidents.toldFor());
        couriers.add(courier);
        daemons.add(new Daemon(messenger.channel().queue(), PAUSE, courier::deliver));
    }

    /** They look at once whether there is something to tell. */
    void wake() {
        daemons.forEach(Daemon::wake);
    }

    @Override
    public void close() {
        daemons.forEach(Daemon::close);
        couriers.forEach(Courier::close);
    }
}
