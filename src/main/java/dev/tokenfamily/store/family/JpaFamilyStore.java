package dev.tokenfamily.store.family;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Allowance;
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
import dev.tokenfamily.store.database.DatabaseClock;
import dev.tokenfamily.store.database.FamilyDatabase;
import dev.tokenfamily.store.database.SqlStatements;
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
    private final FamilyDatabase database;
    private final SqlStatements<FamilyReplacement> replacement;
    private final SqlStatements<RetryRecord> retries;
    private final RecentRows recentRows;
    private final Standstill standstill;
    private final RowJustRead justRead;
    private final MailLinks mailLinks;

    /**
     * Keeps the families of a server in that database.
     *
     * @param factory to ask Keycloak for the sessions of families
     * @param recentRows what this server has seen of them
     * @param standstill whether this server has stood still
     */
    public JpaFamilyStore(
            KeycloakSessionFactory factory,
            FamilyDatabase database,
            RecentRows recentRows,
            Standstill standstill,
            MailLinks mailLinks) {
        this.transaction = new KeycloakTransaction(factory);
        this.database = database;
        this.replacement = database.prepare(FamilyReplacement::new);
        this.retries = database.prepare(RetryRecord::new);
        this.recentRows = recentRows;
        this.standstill = standstill;
        this.justRead = new RowJustRead(recentRows, standstill);
        this.mailLinks = mailLinks;
    }

    /** The links in mails about incidents. */
    public interface MailLinks {

        /** Ends those to a user who is disabled. Where that fails, the log says so, and the caller hears nothing of it. */
        void end(String realmId, String userId);
    }

    @Override
    public Reading read(Owner owner, String familyId) {
        return database.query(em -> {
            List<Object[]> rows = em.createQuery(
                            "select " + DatabaseClock.exactHql(em)
                                    + ", f from FamilyEntity f where f.rowId = :id and f.realmId = :realmId",
                            Object[].class)
                    .setParameter("id", familyId)
                    .setParameter("realmId", owner.realmId())
                    .getResultList();
            if (rows.isEmpty()) {
                Object[] time = em.createQuery("select " + DatabaseClock.exactHql(em), Object[].class)
                        .getSingleResult();
                return justRead.reading(time, null);
            }
            Object[] row = rows.get(0);
            return justRead.reading(row, (FamilyEntity) row[2]);
        });
    }

    @Override
    public Optional<Reading> recall(Owner owner, String familyId) {
        return recentRows.recall(new OwnedRow.Key(familyId, owner.realmId())).map(recalled -> standstill
                .reading(recalled.row(), recalled.now())
                .asRecalled());
    }

    @Override
    public boolean unchanged(Family seen) {
        boolean unchanged = replacement.run((sql, connection) -> sql.finds(connection, seen));
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
            return database.transact(em -> {
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
        return database.query(em -> SessionLiveness.mayBeStored(em, owner))
                && transaction.call("Keycloak's sessions could not be read", session -> new SessionLiveness(session)
                        .accepts(owner, tokenIssuedAt));
    }

    @Override
    public boolean advance(Family from, Family to) {
        recentRows.forget(from);
        boolean advanced = replacement.run((sql, connection) -> sql.advance(connection, from, to));
        if (advanced) {
            recentRows.remember(to);
        }
        return advanced;
    }

    @Override
    public boolean close(Family from, Family to) {
        recentRows.forget(from);
        return replacement.run((sql, connection) -> sql.restore(connection, to, from));
    }

    @Override
    public boolean undo(@Nullable Family before, Family after) {
        recentRows.forget(after);
        return replacement.run((sql, connection) ->
                before == null ? sql.remove(connection, after) : sql.restore(connection, before, after));
    }

    @Override
    public boolean retry(Family family, GraceTerms terms, TokenUse use, AccessToken accessToken) {
        recentRows.forget(family);
        return retries.run((sql, connection) -> sql.add(connection, family, terms, use, accessToken));
    }

    @Override
    public boolean undoRetry(Family family) {
        recentRows.forget(family);
        return retries.run((sql, connection) -> sql.remove(connection, family));
    }

    @Override
    public boolean spare(Family seen, long until) {
        recentRows.forget(seen);
        return database.transact(em -> new FamilyStatements(em).spare(seen, until));
    }

    @Override
    public boolean retain(Family seen, Retention retention, long unnamedUntil) {
        recentRows.forget(seen);
        return database.transact(em -> new FamilyStatements(em).retain(seen, retention, unnamedUntil));
    }

    @Override
    public void outlast(Family seen, Retention retention) {
        recentRows.forget(seen);
        database.transact(em -> {
            new FamilyStatements(em).outlast(seen, retention);
            return true;
        });
    }

    @Override
    public Optional<Family> revoke(Owner owner, String familyId, RevocationReason reason) {
        recentRows.forget(owner, familyId);
        return database.transact(em -> new FamilyStatements(em).revoke(owner, familyId, reason));
    }

    @Override
    public int revokeAll(Selection selection, RevocationReason reason) {
        recentRows.forgetAll();
        int revoked = database.transact(em -> new FamilyStatements(em).revokeAll(selection, reason));
        @Nullable String user = selection.wholeUser();
        if (reason == RevocationReason.USER_DISABLED && user != null) {
            mailLinks.end(selection.realmId(), user); // only now: it must not hold up the revocation
        }
        return revoked;
    }

    @Override
    public int countBeyond(Allowance allowance) {
        return database.query(em -> new FamilyStatements(em).countBeyond(allowance));
    }

    @Override
    public List<Family> revokeBeyond(Allowance allowance, RevocationReason reason) {
        List<Family> revoked = database.transact(em -> new FamilyStatements(em).revokeBeyond(allowance, reason));
        revoked.forEach(recentRows::forget);
        return revoked;
    }
}
