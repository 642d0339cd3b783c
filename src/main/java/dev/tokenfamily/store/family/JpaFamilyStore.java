package dev.tokenfamily.store.family;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.Retention;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.family.TokenUse;
import dev.tokenfamily.session.KeycloakTransaction;
import dev.tokenfamily.session.SessionLiveness;
import dev.tokenfamily.store.FamilyJpaEntityProviderFactory;
import dev.tokenfamily.store.RunningStore;
import dev.tokenfamily.store.database.DatabaseClock;
import dev.tokenfamily.store.database.FamilyDatabase;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Families in Keycloak's database. Each call is a short transaction beside the request's own: it shares neither
 * connection nor locks nor fate with it, and PostgreSQL commits it synchronously.
 */
public final class JpaFamilyStore implements FamilyStore {

    private final KeycloakTransaction transaction;
    private final RunningStore running;
    private final FamilyDatabase database;
    private final RecentRows recentRows;
    private final Standstill standstill;

    /** Over the database of this server, for one request. */
    public JpaFamilyStore(KeycloakSessionFactory factory) {
        this.transaction = new KeycloakTransaction(factory);
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
        return database.inOneQuery(em -> SessionLiveness.mayBeStored(em, owner))
                && transaction.call("Keycloak's sessions could not be read", session -> new SessionLiveness(session)
                        .accepts(owner, tokenIssuedAt));
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
            running.incidents().endLinks(selection.realmId(), user); // only now: it must not hold up the revocation
        }
        return revoked;
    }
}
