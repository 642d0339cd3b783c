package dev.tokenfamily;

import dev.tokenfamily.background.Daemon;
import dev.tokenfamily.incident.RecordedIncidents;
import dev.tokenfamily.notice.AnswerResource;
import dev.tokenfamily.notice.IncidentDigest;
import dev.tokenfamily.notice.IncidentMail;
import dev.tokenfamily.notice.IncidentMessenger;
import dev.tokenfamily.notice.IncidentNotices;
import dev.tokenfamily.notice.RequiredActionDemand;
import dev.tokenfamily.notice.RevocationSignal;
import dev.tokenfamily.outbox.Courier;
import dev.tokenfamily.outbox.Messenger;
import dev.tokenfamily.selfservice.EndMail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.common.Profile;
import org.keycloak.models.KeycloakSessionFactory;

/** Who tells of incidents, until the server stops. Each on a thread of its own, for a mail can take its time. */
final class IncidentCouriers implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /**
     * The kind of provider that {@link AnswerResourceFactory} makes: how many mails are sent is an option of the page they
     * lead to.
     */
    private static final String OPTIONS = "realm-restapi-extension";

    private static final int DEFAULT_MAILS = 5;

    private final List<Daemon> daemons = new ArrayList<>();
    private final List<Courier> couriers = new ArrayList<>();

    /**
     * They begin at once; the tables must be there.
     *
     * @param mail tells by mail of one incident
     * @param digest tells by mail of all since the last mail
     * @param ends tells by mail what users have ended themselves
     * @param kept for how long it is known what became of a mail
     */
    IncidentCouriers(
            KeycloakSessionFactory factory,
            RecordedIncidents incidents,
            IncidentMail mail,
            IncidentDigest digest,
            EndMail ends,
            Duration kept) {
        begin(factory, incidents, kept, mail);
        begin(factory, kept, digest);
        begin(factory, kept, ends);
        begin(factory, incidents, kept, new RequiredActionDemand());
        if (Profile.isFeatureEnabled(Profile.Feature.SSF)) { // or its classes may not be there
            begin(factory, incidents, kept, new RevocationSignal());
        }
    }

    /** How many mails a user gets, as the operator has set it. */
    static int mailsPerUserAndDay() {
        Config.Scope options = Config.scope(OPTIONS, AnswerResource.RESOURCE);
        return Math.max(1, options.getInt("mails-per-user-and-day", DEFAULT_MAILS));
    }

    /** Whether users see and end their own sign-ins on this server. */
    static boolean selfService() {
        return Config.scope(OPTIONS, AnswerResource.RESOURCE).getBoolean("self-service", false);
    }

    private void begin(
            KeycloakSessionFactory factory, RecordedIncidents incidents, Duration kept, IncidentMessenger messenger) {
        begin(factory, kept, new IncidentNotices(incidents, messenger));
    }

    private void begin(KeycloakSessionFactory factory, Duration kept, Messenger messenger) {
        Courier courier = new Courier(factory, messenger, kept);
        couriers.add(courier);
        daemons.add(new Daemon(messenger.queue(), PAUSE, courier::deliver));
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
