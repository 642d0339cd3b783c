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
import dev.tokenfamily.store.incident.RepeatCounts.Observed;
import dev.tokenfamily.store.webhook.WebhookQueue;
import java.sql.SQLException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Incidents in Keycloak's database, and the revocation of a family for one (ADR 16). */
public final class JpaIncidentStore implements IncidentStore {

    private static final Logger LOG = Logger.getLogger(JpaIncidentStore.class);

    private final FamilyDatabase database;
    private final SqlStatements<RevokingIncident> ofFamilies;
    private final RecentRows recentRows;
    private final IncidentRecorder recorder;
    private final WebhookQueue webhooks;
    private final ObservedIncidents writing;
    private final IncidentRepeats repeats;
    private final KnownIncidents known = new KnownIncidents(new InDatabase());

    /**
     * Keeps the incidents of a server in that database.
     *
     * @param recentRows what this server has seen of families
     */
    public JpaIncidentStore(
            FamilyDatabase database, RecentRows recentRows, IncidentRecorder recorder, WebhookQueue webhooks) {
        this.database = database;
        this.ofFamilies = database.prepare(RevokingIncident::new);
        this.recentRows = recentRows;
        this.recorder = recorder;
        this.webhooks = webhooks;
        this.writing = new ObservedIncidents(database, recorder, webhooks);
        this.repeats = IncidentRepeats.of(database, writing);
    }

    /** What counts that its incidents happen again, until it is closed. */
    public IncidentRepeats repeats() {
        return repeats;
    }

    /**
     * One that this node knows to be recorded is only counted. Where it cannot be recorded, the log and the event tell of it each
     * time: nobody else is to notice.
     */
    @Override
    public boolean observe(Incident incident, FollowUp followUp) {
        OwnedRow.Key key = new OwnedRow.Key(idOf(incident), incident.owner().realmId());
        if (known.isObserved(key) && repeats.count(key, new Observed(incident, followUp))) {
            return false;
        }
        try {
            NoteOutcome outcome = writing.observe(incident, followUp);
            if (outcome != NoteOutcome.OUTDATED) {
                known.observed(key);
            }
            return outcome == NoteOutcome.FIRST;
        } catch (SQLException | RuntimeException e) { // whatever the database fails with
            LOG.warnf(e, "An incident of token family %s cannot be recorded", LogField.of(incident.familyId()));
            return true;
        }
    }

    @Override
    public NoteOutcome note(Incident incident, FollowUp followUp) {
        return FamilyDatabase.orUnavailable(() -> writing.note(incident, followUp));
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
            Optional<String> incident = known.ofFamily(owner, familyId);
            if (incident.isPresent()) {
                repeats.count(new OwnedRow.Key(incident.get(), owner.realmId()), repeat);
            }
            return incident;
        } catch (SQLException | RuntimeException e) { // whatever the database fails with
            LOG.debugf(e, "That a token of family %s came again is not counted", LogField.of(familyId));
            return Optional.empty();
        }
    }

    /** In the database, aside. */
    private final class InDatabase implements KnownIncidents.Recorded {

        @Override
        public Optional<String> find(Owner owner, String familyId) throws SQLException {
            return ofFamilies.runAside((sql, connection) -> sql.find(connection, owner, familyId));
        }

        @Override
        public boolean isSettled(OwnedRow.Key family) throws SQLException {
            return recorder.isSettled(family);
        }

        @Override
        public void record(OwnedRow.Key family) throws SQLException {
            boolean unused = recorder.record(family); // or somebody else has just done it
        }
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
