package dev.tokenfamily.store.incident;

import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentState;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.incident.RecordedIncidents.ChangeOutcome;
import dev.tokenfamily.incident.StateChange;
import dev.tokenfamily.store.database.DatabaseClock;
import dev.tokenfamily.store.family.OwnedRow;
import dev.tokenfamily.store.webhook.WebhookQueue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives an incident another state. Its row is locked for that: so what a token counts on it meanwhile comes before or after, and
 * of two admins the second sees what the first has done.
 */
final class IncidentDecision {

    private final EntityManager em;
    private final WebhookQueue webhooks;

    IncidentDecision(EntityManager em, WebhookQueue webhooks) {
        this.em = em;
        this.webhooks = webhooks;
    }

    /** Makes the change, and queues what is to be told, all in the transaction of the caller. */
    ChangeOutcome change(StateChange change) {
        @Nullable
        IncidentEntity row = em.find(
                IncidentEntity.class,
                new OwnedRow.Key(change.incidentId(), change.realmId()),
                LockModeType.PESSIMISTIC_WRITE);
        if (row == null || row.toListed(null).state() != change.expected()) {
            return ChangeOutcome.OVERTAKEN;
        }
        write(row, change);
        ListedIncident decided = row.toListed(null);
        webhooks.decided(em, decided);
        Incident incident = decided.incident();
        IncidentOutbox outbox = new IncidentOutbox(em);
        if (change.requiredAction() != null) {
            row.requiredAction = change.requiredAction();
            outbox.enqueueRequiredAction(row.id(), incident.owner());
        }
        boolean mailed = change.notifyUser() && outbox.mailsAbout(List.of(row)).isEmpty();
        if (mailed) {
            outbox.enqueueMail(row.id(), incident.owner());
        }
        return mailed ? ChangeOutcome.CHANGED_AND_MAILED : ChangeOutcome.CHANGED;
    }

    /**
     * What was ended for it before stays ended, whatever else is decided. A token that has come since the admin looked is not among
     * those that are known, so that it reopens what was closed.
     */
    private void write(IncidentEntity row, StateChange change) {
        row.state = change.state();
        row.stateAt = DatabaseClock.now(em);
        row.stateBy = change.by();
        row.stateRepeats = change.repeats();
        if (change.state() == IncidentState.CONFIRMED && change.ended() != null) {
            row.stateEnded = change.ended();
        }
    }
}
