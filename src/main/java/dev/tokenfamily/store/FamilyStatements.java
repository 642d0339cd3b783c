package dev.tokenfamily.store;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.Retention;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;

/** The conditional statements on the table, in HQL. Each changes the row only if it is as the caller saw it. */
final class FamilyStatements {

    /** A condition is to follow. */
    private static final String REVOKE = "update FamilyEntity f set f.revocation = :reason, f.revokedAt = :now";

    /** Never shortens what is there. */
    private static final String RETAIN = "update FamilyEntity f set f.keepUntil = greatest(f.keepUntil, :keepUntil),"
            + " f.endless = case when f.endless then true else :endless end";

    private final EntityManager em;

    FamilyStatements(EntityManager em) {
        this.em = em;
    }

    void retain(String familyId, Retention retention) {
        em.createQuery(RETAIN + " where f.id = :id")
                .setParameter("keepUntil", retention.until())
                .setParameter("endless", retention.endless())
                .setParameter("id", familyId)
                .executeUpdate();
    }

    boolean spare(Family seen, long until) {
        return changesRow(em.createQuery("update FamilyEntity f set f.sparedUntil = :until where f.id = :id"
                        + " and f.realmId = :realmId and f.sparedUntil is null and f.revocation is null")
                .setParameter("until", until)
                .setParameter("id", seen.id())
                .setParameter("realmId", seen.owner().realmId()));
    }

    boolean revoke(String familyId, RevocationReason reason) {
        return changesRow(
                revocation(" where f.id = :id and f.revocation is null", reason).setParameter("id", familyId));
    }

    int revokeAll(Selection selection, RevocationReason reason) {
        SelectionCondition condition = SelectionCondition.of(selection);
        return condition
                .bind(revocation(" where " + condition.text() + " and f.revocation is null", reason))
                .executeUpdate();
    }

    private Query revocation(String condition, RevocationReason reason) {
        return em.createQuery(REVOKE + condition)
                .setParameter("reason", reason)
                .setParameter("now", DatabaseClock.now(em));
    }

    private static boolean changesRow(Query statement) {
        return statement.executeUpdate() == 1;
    }
}
