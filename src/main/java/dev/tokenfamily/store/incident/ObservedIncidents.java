package dev.tokenfamily.store.incident;

import dev.tokenfamily.incident.FollowUp;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentStore.NoteOutcome;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.store.database.FamilyDatabase;
import dev.tokenfamily.store.webhook.WebhookQueue;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.function.Function;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;

/** Records incidents for which nothing is revoked, with the mails about them, and has people told at once. */
final class ObservedIncidents {

    private static final Logger LOG = Logger.getLogger(ObservedIncidents.class);

    private final FamilyDatabase database;
    private final IncidentRecorder recorder;
    private final WebhookQueue webhooks;

    ObservedIncidents(FamilyDatabase database, IncidentRecorder recorder, WebhookQueue webhooks) {
        this.database = database;
        this.recorder = recorder;
        this.webhooks = webhooks;
    }

    /**
     * Records an incident of which its family is not to hear; outdated where the family is gone.
     *
     * @throws SQLException or whatever Hibernate or the pool make of it, if the database fails
     */
    NoteOutcome observe(Incident incident, FollowUp followUp) throws SQLException {
        return told(perhapsOnceMore(incident, followUp, IncidentStatements::observe), followUp);
    }

    /**
     * Records an incident of a family that is active, and still of the generation that the incident says.
     *
     * @throws SQLException or whatever Hibernate or the pool make of it, if the database fails
     */
    NoteOutcome note(Incident incident, FollowUp followUp) throws SQLException {
        return told(perhapsOnceMore(incident, followUp, IncidentStatements::note), followUp);
    }

    /** What {@link IncidentStatements} does with an incident. */
    private interface Work {
        NoteOutcome on(IncidentStatements statements, Incident incident, FollowUp followUp);
    }

    /** Once more where somebody else has opened a mail for that user at the same moment ({@link GatheredMail}). */
    private NoteOutcome perhapsOnceMore(Incident incident, FollowUp followUp, Work work) throws SQLException {
        Function<EntityManager, NoteOutcome> writing =
                em -> work.on(new IncidentStatements(em, webhooks), incident, followUp);
        try {
            return database.transactBriefly(writing);
        } catch (ConstraintViolationException e) {
            LOG.debugf(e, "An incident of token family %s is written once more", LogField.of(incident.familyId()));
            return database.transactBriefly(writing);
        }
    }

    private NoteOutcome told(NoteOutcome outcome, FollowUp followUp) {
        if (outcome == NoteOutcome.FIRST && (followUp.notifyUser() || webhooks.allowed())) {
            recorder.wakeCouriers();
        }
        return outcome;
    }
}
