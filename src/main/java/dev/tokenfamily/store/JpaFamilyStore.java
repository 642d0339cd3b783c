package dev.tokenfamily.store;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.FollowUp;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Incident;
import dev.tokenfamily.family.LogField;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.Retention;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.family.TokenUse;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Families in Keycloak's database. Each call is a short transaction beside the request's own: it shares neither
 * connection nor locks nor fate with it, and PostgreSQL commits it synchronously.
 */
public final class JpaFamilyStore implements FamilyStore {

    private static final Logger LOG = Logger.getLogger(JpaFamilyStore.class);

    private final KeycloakSessionFactory factory;
    private final RunningStore running;
    private final FamilyDatabase database;
    private final RecentRows recentRows;
    private final Standstill standstill;

    /** Over the database of this server, for one request. */
    public JpaFamilyStore(KeycloakSessionFactory factory) {
        this.factory = factory;
        this.running = FamilyJpaEntityProviderFactory.running(factory);
        this.database = running.database();
        this.recentRows = running.recentRows();
        this.standstill = running.standstill();
    }

    @Override
    public Reading read(Owner owner, String familyId) {
        return database.inOneQuery(em -> {
            List<Object[]> rows = em.createQuery(
                            "select " + DatabaseClock.exactly(em)
                                    + ", f from FamilyEntity f where f.rowId = :id and f.realmId = :realmId",
                            Object[].class)
                    .setParameter("id", familyId)
                    .setParameter("realmId", owner.realmId())
                    .getResultList();
            if (rows.isEmpty()) {
                Object[] time = em.createQuery("select " + DatabaseClock.exactly(em), Object[].class)
                        .getSingleResult();
                return standstill.answer(null, DatabaseClock.shownTo(recentRows.clock(), time));
            }
            Object[] row = rows.get(0);
            Family family = ((FamilyEntity) row[2]).toFamily();
            recentRows.saw(family);
            return standstill.answer(family, DatabaseClock.shownTo(recentRows.clock(), row));
        });
    }

    @Override
    public Optional<Reading> recall(Owner owner, String familyId) {
        return recentRows.recall(owner, familyId).map(recalled -> standstill.reading(recalled.row(), recalled.now()));
    }

    @Override
    public boolean unchanged(Family seen) {
        boolean unchanged =
                database.inOneStatement((sql, connection) -> sql.replacement().finds(connection, seen));
        if (!unchanged) {
            recentRows.forget(seen);
        }
        return unchanged;
    }

    @Override
    public boolean insert(Family first) {
        return insertIfAbsent(first, em -> DatabaseClock.now(em) <= first.freshUntil());
    }

    @Override
    public boolean insertRevoked(Family revoked) {
        return insertIfAbsent(revoked, em -> true);
    }

    private boolean insertIfAbsent(Family family, Predicate<EntityManager> condition) {
        try {
            return database.inTransaction(em -> {
                if (!condition.test(em)) {
                    return false;
                }
                em.persist(FamilyEntity.of(family));
                em.flush();
                return true;
            });
        } catch (StoreUnavailableException e) {
            if (e.getCause() instanceof ConstraintViolationException) {
                return false; // the id is its only key
            }
            throw e;
        }
    }

    @Override
    public boolean sessionAccepts(Owner owner, long tokenIssuedAt) {
        if (!database.inOneQuery(em -> StoredSession.mayExist(em, owner))) {
            return false;
        }
        try {
            return KeycloakModelUtils.runJobInTransactionWithResult(
                    factory, session -> new SessionLiveness(session).accepts(owner, tokenIssuedAt));
        } catch (RuntimeException e) {
            throw FamilyDatabase.failed(e);
        }
    }

    @Override
    public boolean advance(Family from, Family to) {
        recentRows.forget(from);
        boolean advanced =
                database.inOneStatement((sql, connection) -> sql.replacement().advance(connection, from, to));
        if (advanced) {
            recentRows.saw(to);
        }
        return advanced;
    }

    @Override
    public boolean close(Family from, Family to) {
        recentRows.forget(from);
        return database.inOneStatement((sql, connection) -> sql.replacement().restore(connection, to, from));
    }

    @Override
    public boolean undo(@Nullable Family before, Family after) {
        recentRows.forget(after);
        return database.inOneStatement((sql, connection) -> before == null
                ? sql.replacement().remove(connection, after)
                : sql.replacement().restore(connection, before, after));
    }

    @Override
    public boolean retry(Family family, GraceTerms terms, TokenUse use, AccessToken accessToken) {
        recentRows.forget(family);
        return database.inOneStatement(
                (sql, connection) -> sql.retries().add(connection, family, terms, use, accessToken));
    }

    @Override
    public boolean undoRetry(Family family) {
        recentRows.forget(family);
        return database.inOneStatement((sql, connection) -> sql.retries().remove(connection, family));
    }

    @Override
    public boolean spare(Family seen, long until) {
        recentRows.forget(seen);
        return database.inTransaction(em -> new FamilyStatements(em).spare(seen, until));
    }

    @Override
    public boolean retain(Family seen, Retention retention, long unnamedUntil) {
        recentRows.forget(seen);
        return database.inTransaction(em -> new FamilyStatements(em).retain(seen, retention, unnamedUntil));
    }

    @Override
    public void outlast(Family seen, Retention retention) {
        recentRows.forget(seen);
        database.inTransaction(em -> {
            new FamilyStatements(em).outlast(seen, retention);
            return true;
        });
    }

    /** Where it cannot be recorded, the log and the event tell of it each time: nobody else is to notice. */
    @Override
    public boolean observe(Incident incident) {
        try {
            return database.briefly(em -> new IncidentStatements(em).observe(incident));
        } catch (SQLException | RuntimeException e) { // whatever the database fails with
            LOG.warnf(e, "An incident of token family %s cannot be recorded", LogField.of(incident.familyId()));
            return true;
        }
    }

    @Override
    public Noted note(Incident incident, FollowUp followUp) {
        Noted noted = FamilyDatabase.orUnavailable(() -> database.briefly(em -> {
            Noted done = new IncidentStatements(em).note(incident, followUp);
            if (done == Noted.FIRST && followUp.notifyUser()) {
                new IncidentOutbox(em).enqueueMail(incident);
            }
            return done;
        }));
        if (noted == Noted.FIRST && followUp.notifyUser()) {
            factory.publish(new IncidentRecorded());
        }
        return noted;
    }

    @Override
    public Optional<Family> revokeFor(Incident incident, FollowUp followUp) {
        recentRows.forget(incident.owner(), incident.familyId());
        DueIncident due = new DueIncident(incident, followUp);
        Optional<Family> revoked = database.inTransaction(em -> new FamilyStatements(em).revokeFor(due));
        if (revoked.isPresent()) {
            running.recordSoon();
        }
        return revoked;
    }

    /** A number that is lost is no reason to answer a dead token otherwise than as dead, so the caller hears of no failure. */
    @Override
    public void repeat(Owner owner, String familyId) {
        try {
            if (!counted(owner, familyId) && running.recorder().record(new OwnedRow.Key(familyId, owner.realmId()))) {
                counted(owner, familyId);
            }
        } catch (SQLException | RuntimeException e) { // whatever the database fails with
            LOG.debugf(e, "That a token of family %s came again is not counted", LogField.of(familyId));
        }
    }

    private boolean counted(Owner owner, String familyId) throws SQLException {
        return database.brieflyInOneStatement((sql, connection) -> sql.repeat().count(connection, owner, familyId));
    }

    @Override
    public Optional<Family> revoke(Owner owner, String familyId, RevocationReason reason) {
        recentRows.forget(owner, familyId);
        return database.inTransaction(em -> new FamilyStatements(em).revoke(owner, familyId, reason));
    }

    @Override
    public int revokeAll(Selection selection, RevocationReason reason) {
        recentRows.forgetAll();
        int revoked = database.inTransaction(em -> new FamilyStatements(em).revokeAll(selection, reason));
        @Nullable String user = selection.wholeUser();
        if (reason == RevocationReason.USER_DISABLED && user != null) {
            endLinks(selection.realmId(), user); // only now: it must not hold up the revocation
        }
        return revoked;
    }

    /** No link is worth a user who cannot be disabled, or whose password cannot be changed. */
    @Override
    public void endLinks(String realmId, String userId) {
        try {
            database.briefly(em -> {
                new IncidentStatements(em).endLinks(realmId, userId);
                return true;
            });
        } catch (SQLException | RuntimeException e) { // whatever the database fails with
            LOG.warnf(e, "The links in mails to user %s could not be ended", LogField.of(userId));
        }
    }
}
