package dev.tokenfamily.store;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.FollowUp;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Incident;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.Retention;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.family.Use;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Families in Keycloak's database. Each call is a short transaction beside the request's own: it shares neither
 * connection nor locks nor fate with it, and PostgreSQL commits it synchronously.
 */
public final class JpaFamilyStore implements FamilyStore {

    private final KeycloakSessionFactory factory;
    private final FamilyDatabase database;
    private final RecentRows recentRows;
    private final long created = System.nanoTime();

    /** Over the database of this server, for one request. */
    public JpaFamilyStore(KeycloakSessionFactory factory) {
        this.factory = factory;
        RunningStore running = FamilyJpaEntityProviderFactory.running(factory);
        this.database = running.database();
        this.recentRows = running.recentRows();
    }

    @Override
    public Reading read(String familyId) {
        return database.inOneQuery(em -> {
            List<Object[]> rows = em.createQuery(
                            "select " + DatabaseClock.EXACTLY + ", f from FamilyEntity f where f.id = :id",
                            Object[].class)
                    .setParameter("id", familyId)
                    .getResultList();
            if (rows.isEmpty()) {
                Object[] time = em.createQuery("select " + DatabaseClock.EXACTLY, Object[].class)
                        .getSingleResult();
                return reading(null, DatabaseClock.shownTo(recentRows.clock(), time));
            }
            Object[] row = rows.get(0);
            Family family = ((FamilyEntity) row[2]).toFamily();
            recentRows.saw(family);
            return reading(family, DatabaseClock.shownTo(recentRows.clock(), row));
        });
    }

    @Override
    public Optional<Reading> recall(String familyId) {
        return recentRows.recall(familyId).map(recalled -> reading(recalled.row(), recalled.now()));
    }

    @Override
    public boolean unchanged(Family seen) {
        boolean unchanged =
                database.inOneStatement((sql, connection) -> sql.replacement().finds(connection, seen));
        if (!unchanged) {
            recentRows.forget(seen.id());
        }
        return unchanged;
    }

    private Reading reading(@Nullable Family family, long now) {
        return new Reading(family, now, database.secondsHeldUp(created));
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
        recentRows.forget(from.id());
        boolean advanced =
                database.inOneStatement((sql, connection) -> sql.replacement().advance(connection, from, to));
        if (advanced) {
            recentRows.saw(to);
        }
        return advanced;
    }

    @Override
    public boolean close(Family from, Family to) {
        recentRows.forget(from.id());
        return database.inOneStatement((sql, connection) -> sql.replacement().restore(connection, to, from));
    }

    @Override
    public boolean undo(@Nullable Family before, Family after) {
        recentRows.forget(after.id());
        return database.inOneStatement((sql, connection) -> before == null
                ? sql.replacement().remove(connection, after)
                : sql.replacement().restore(connection, before, after));
    }

    @Override
    public boolean retry(Family family, GraceTerms terms, Use use, AccessToken accessToken) {
        recentRows.forget(family.id());
        return database.inOneStatement(
                (sql, connection) -> sql.retries().add(connection, family, terms, use, accessToken));
    }

    @Override
    public void retain(String familyId, Retention retention) {
        recentRows.forget(familyId);
        database.inTransaction(em -> {
            new FamilyStatements(em).retain(familyId, retention);
            return true;
        });
    }

    @Override
    public boolean observe(Incident incident) {
        return database.inTransaction(em -> new IncidentStatements(em).observe(incident));
    }

    @Override
    public boolean revokeFor(Incident incident, FollowUp followUp) {
        recentRows.forget(incident.familyId());
        boolean revoked = database.inTransaction(em -> {
            boolean first = new FamilyStatements(em).revoke(incident.familyId(), RevocationReason.REUSE);
            if (first && new IncidentStatements(em).record(incident, followUp)) {
                new IncidentOutbox(em).enqueue(incident, followUp);
            }
            return first;
        });
        if (revoked) {
            factory.publish(new IncidentRecorded());
        }
        return revoked;
    }

    @Override
    public void repeat(String familyId) {
        database.inOneStatement((sql, connection) -> sql.repeat().count(connection, familyId));
    }

    @Override
    public boolean revoke(String familyId, RevocationReason reason) {
        recentRows.forget(familyId);
        return database.inTransaction(em -> new FamilyStatements(em).revoke(familyId, reason));
    }

    @Override
    public int revokeAll(Selection selection, RevocationReason reason) {
        recentRows.forgetAll();
        return database.inTransaction(em -> new FamilyStatements(em).revokeAll(selection, reason));
    }
}
