package dev.tokenfamily.store.family;

import dev.tokenfamily.family.Allowance;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.Retention;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.store.database.DatabaseClock;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The conditional statements on the table, in HQL. Each changes the row only if it is as the caller saw it. */
public final class FamilyStatements {

    /** A condition is to follow. */
    private static final String REVOKE = "update FamilyEntity f set f.revocation = :reason, f.revokedAt = :now";

    /** With what is to be recorded of it afterwards: whatever becomes of that, the family is revoked, and it is not lost. */
    private static final String REVOKE_FOR = REVOKE + ", f.incidentDueAt = :now, f.incidentDue = :incident";

    /** Never shortens what is there. More, and a condition, are to follow. */
    private static final String KEEP = "update FamilyEntity f set f.keepUntil = greatest(f.keepUntil, :keepUntil),"
            + " f.endless = case when f.endless then true else :endless end";

    private static final String OUTLAST = KEEP + " where f.rowId = :id and f.realmId = :realmId";

    private static final String RETAIN =
            KEEP + ", f.accessTokensUnnamedUntil = greatest(f.accessTokensUnnamedUntil, :unnamedUntil)"
                    + " where f.rowId = :id and f.realmId = :realmId and f.revocation is null";

    private static final String IF_ACTIVE = " where f.rowId = :id and f.realmId = :realmId and f.clientId = :clientId"
            + " and f.userId = :userId and f.revocation is null";

    /** The order is that of {@link FamilyStore#revokeBeyond}. One user's families are found by an index, and seldom many. */
    private static final String LIVE = "select f.rowId, f.lastUsedAt from FamilyEntity f where f.userId = :userId"
            + " and f.clientId = :clientId and f.realmId = :realmId and f.revocation is null"
            + " and (f.headExpiresAt is null or f.headExpiresAt >= :now) and f.startedAt > :startedAfter"
            + " and f.lastUsedAt > :usedAfter order by f.lastUsedAt desc, f.startedAt desc, f.rowId desc";

    private static final String IF_UNUSED = IF_ACTIVE + " and f.lastUsedAt = :usedAt";

    private final EntityManager em;

    /** Runs the statements in the transaction of that entity manager. */
    public FamilyStatements(EntityManager em) {
        this.em = em;
    }

    boolean retain(Family seen, Retention retention, long unnamedUntil) {
        return em.createQuery(RETAIN)
                        .setParameter("keepUntil", retention.until())
                        .setParameter("endless", retention.endless())
                        .setParameter("unnamedUntil", unnamedUntil)
                        .setParameter("id", seen.id())
                        .setParameter("realmId", seen.owner().realmId())
                        .executeUpdate()
                == 1;
    }

    void outlast(Family seen, Retention retention) {
        em.createQuery(OUTLAST)
                .setParameter("keepUntil", retention.until())
                .setParameter("endless", retention.endless())
                .setParameter("id", seen.id())
                .setParameter("realmId", seen.owner().realmId())
                .executeUpdate();
    }

    boolean spare(Family seen, long until) {
        return em.createQuery("update FamilyEntity f set f.sparedUntil = :until where f.rowId = :id"
                                + " and f.realmId = :realmId and f.sparedUntil is null and f.revocation is null")
                        .setParameter("until", until)
                        .setParameter("id", seen.id())
                        .setParameter("realmId", seen.owner().realmId())
                        .executeUpdate()
                == 1;
    }

    /**
     * Revokes a family. The row as it is then; empty where it is not active. Whoever changes it now has been waited for, or
     * waits.
     */
    Optional<Family> revoke(Owner owner, String familyId, RevocationReason reason) {
        return revoked(revocation(REVOKE + IF_ACTIVE, reason), owner, familyId);
    }

    /**
     * Revokes that owner's family because of an incident, and keeps in its row the incident that is due from then on (ADR 16).
     *
     * @param reason that the incident is
     * @param dueIncident as the row keeps it, in so many characters as its column has
     * @return the row as it is then; empty where the family is not active
     */
    public Optional<Family> revokeFor(Owner owner, String familyId, RevocationReason reason, String dueIncident) {
        Query revocation = revocation(REVOKE_FOR + IF_ACTIVE, reason).setParameter("incident", dueIncident);
        return revoked(revocation, owner, familyId);
    }

    private Optional<Family> revoked(Query revocation, Owner owner, String familyId) {
        boolean revoked = revocation
                        .setParameter("id", familyId)
                        .setParameter("realmId", owner.realmId())
                        .setParameter("clientId", owner.clientId())
                        .setParameter("userId", owner.userId())
                        .executeUpdate()
                == 1;
        return revoked
                ? Optional.of(em.find(FamilyEntity.class, new OwnedRow.Key(familyId, owner.realmId()))
                        .toFamily())
                : Optional.empty();
    }

    int revokeAll(Selection selection, RevocationReason reason) {
        SelectionCondition condition = new SelectionCondition(selection);
        return condition
                .bind(revocation(REVOKE + " where " + condition.text() + " and f.revocation is null", reason))
                .executeUpdate();
    }

    int countBeyond(Allowance allowance) {
        return (int) beyond(allowance).count();
    }

    List<Family> revokeBeyond(Allowance allowance, RevocationReason reason) {
        return beyond(allowance)
                .map(unused -> revoked(
                        revocation(REVOKE + IF_UNUSED, reason).setParameter("usedAt", unused[1]),
                        allowance.owner(),
                        (String) unused[0]))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Their ids and their last uses. */
    private Stream<Object[]> beyond(Allowance allowance) {
        return em
                .createQuery(LIVE, Object[].class)
                .setParameter("userId", allowance.owner().userId())
                .setParameter("clientId", allowance.owner().clientId())
                .setParameter("realmId", allowance.owner().realmId())
                .setParameter("now", allowance.now())
                .setParameter("startedAfter", allowance.startedAfter())
                .setParameter("usedAfter", allowance.usedAfter())
                .setFirstResult(allowance.families())
                .setMaxResults(Allowance.MOST_AT_ONCE)
                .getResultList()
                .stream()
                .filter(live -> !live[0].equals(allowance.opened()));
    }

    private Query revocation(String statement, RevocationReason reason) {
        return em.createQuery(statement).setParameter("reason", reason).setParameter("now", DatabaseClock.now(em));
    }
}
