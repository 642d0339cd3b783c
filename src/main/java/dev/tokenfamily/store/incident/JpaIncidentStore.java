package dev.tokenfamily.store.incident;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.incident.FollowUp;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentStore;
import dev.tokenfamily.incident.Repeat;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.store.database.FamilyDatabase;
import dev.tokenfamily.store.database.SqlStatements;
import dev.tokenfamily.store.family.FamilyStatements;
import dev.tokenfamily.store.family.OwnedRow;
import dev.tokenfamily.store.family.RecentRows;
import dev.tokenfamily.store.webhook.WebhookQueue;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;

/** Incidents in Keycloak's database, and the revocation of a family for one (ADR 16). */
public final class JpaIncidentStore implements IncidentStore {

    private static final Logger LOG = Logger.getLogger(JpaIncidentStore.class);

    private final FamilyDatabase database;
    private final SqlStatements<IncidentRepeat> repeats;
    private final RecentRows recentRows;
    private final IncidentRecorder recorder;
    private final WebhookQueue webhooks;

    /**
     * Keeps the incidents of a server in that database.
     *
     * @param recentRows what this server has seen of families
     */
    public JpaIncidentStore(
            FamilyDatabase database, RecentRows recentRows, IncidentRecorder recorder, WebhookQueue webhooks) {
        this.database = database;
        this.repeats = database.prepare(IncidentRepeat::new);
        this.recentRows = recentRows;
        this.recorder = recorder;
        this.webhooks = webhooks;
    }

    /** Where it cannot be recorded, the log and the event tell of it each time: nobody else is to notice. */
    @Override
    public boolean observe(Incident incident, FollowUp followUp) {
        try {
            boolean first = perhapsOnceMore(incident, em -> observed(em, incident, followUp));
            wake(first, followUp);
            return first;
        } catch (SQLException | RuntimeException e) { // whatever the database fails with
            LOG.warnf(e, "An incident of token family %s cannot be recorded", LogField.of(incident.familyId()));
            return true;
        }
    }

    private boolean observed(EntityManager em, Incident incident, FollowUp followUp) {
        IncidentStatements statements = new IncidentStatements(em, webhooks);
        boolean first = statements.observe(incident, followUp);
        if (first && followUp.notifyUser() && statements.isToBeMailed(incident)) {
            new IncidentOutbox(em).enqueueMail(incident);
        }
        return first;
    }

    @Override
    public NoteOutcome note(Incident incident, FollowUp followUp) {
        NoteOutcome noted = FamilyDatabase.orUnavailable(
                () -> perhapsOnceMore(incident, em -> new IncidentStatements(em, webhooks).note(incident, followUp)));
        wake(noted == NoteOutcome.FIRST, followUp);
        return noted;
    }

    private void wake(boolean first, FollowUp followUp) {
        if (first && (followUp.notifyUser() || webhooks.allowed())) {
            recorder.wakeCouriers();
        }
    }

    /** Once more where somebody else has opened a mail for that user at the same moment ({@link GatheredMail}). */
    private <T> T perhapsOnceMore(Incident incident, Function<EntityManager, T> work) throws SQLException {
        try {
            return database.transactBriefly(work);
        } catch (ConstraintViolationException e) {
            LOG.debugf(e, "An incident of token family %s is written once more", LogField.of(incident.familyId()));
            return database.transactBriefly(work);
        }
    }

    @Override
    public Optional<Family> revokeFor(Incident incident, FollowUp followUp) {
        recentRows.forget(incident.owner(), incident.familyId());
        DueIncident due = new DueIncident(incident, followUp);
        Optional<Family> revoked = database.transact(em -> new FamilyStatements(em)
                .revokeFor(incident.owner(), incident.familyId(), incident.revocationReason(), due.text()));
        if (revoked.isPresent()) {
            recorder.recordSoon();
        }
        return revoked;
    }

    @Override
    public String idOf(Incident incident) {
        return IncidentEntity.idOf(incident);
    }

    /** A number that is lost is no reason to answer a dead token otherwise than as dead, so the caller hears of no failure. */
    @Override
    public Optional<String> repeat(Owner owner, String familyId, Repeat repeat) {
        try {
            Optional<String> counted = counted(owner, familyId, repeat);
            if (counted.isPresent()) {
                return counted;
            }
            recorder.record(new OwnedRow.Key(familyId, owner.realmId())); // or somebody else has just done it
            return counted(owner, familyId, repeat);
        } catch (SQLException | RuntimeException e) { // whatever the database fails with
            LOG.debugf(e, "That a token of family %s came again is not counted", LogField.of(familyId));
            return Optional.empty();
        }
    }

    private Optional<String> counted(Owner owner, String familyId, Repeat repeat) throws SQLException {
        return repeats.runAside((sql, connection) -> sql.count(connection, owner, familyId, repeat));
    }

    /** No link is worth a user who cannot be disabled, or whose password cannot be changed. */
    @Override
    public void endLinks(String realmId, String userId) {
        try {
            database.transactBriefly(em -> {
                new IncidentStatements(em, webhooks).endLinks(realmId, userId);
                return true;
            });
        } catch (SQLException | RuntimeException e) { // whatever the database fails with
            LOG.warnf(e, "The links in mails to user %s could not be ended", LogField.of(userId));
        }
    }
}
