package dev.tokenfamily.store.history;

import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.Life;
import dev.tokenfamily.history.Reach;
import dev.tokenfamily.store.webhook.WebhookQueue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes ends in one transaction. Of each cause the first few and the newest are kept, of a user, of a client and of a realm: so
 * no flood of one kind takes more than that, or makes another be forgotten, or how it began.
 */
final class EndWriting {

    /** The first of a cause, which nothing that comes later pushes out. */
    static final int FIRST_KEPT = 10;

    /** The newest of a cause, beside those. */
    static final int NEWEST_KEPT = 40;

    private static final int MOST_REMOVED = 1000;

    private static final String OF_CAUSE =
            "select f.rowId from EndEntity f where f.realmId = :realmId and f.cause = :cause";
    private static final String USER = " and f.userId = :userId";
    private static final String CLIENT = " and f.userId is null and f.sessionId is null and f.clientId = :clientId";
    private static final String REALM = " and f.userId is null and f.sessionId is null and f.clientId is null";
    private static final String NEWEST_FIRST = " order by f.endedAt desc, f.rowId desc";

    private static final String FAMILY_OF_REALM = "select f.rowId from FamilyEntity f where f.realmId = :realmId";

    private static final String REVOCATION =
            "select f.revocation, f.revokedAt from FamilyEntity f where f.rowId = :id and f.realmId = :realmId"
                    + " and f.revocation is not null";

    private final EntityManager em;
    private final EndStatements statements;
    private final WebhookQueue webhooks;
    private final Set<String> realms;

    /**
     * Writes with that entity manager.
     *
     * @param realms are known to have families; to which those are added that are found to
     */
    EndWriting(EntityManager em, WebhookQueue webhooks, Set<String> realms) {
        this.em = em;
        this.webhooks = webhooks;
        this.statements = new EndStatements(em);
        this.realms = realms;
    }

    /** Something to be written. */
    sealed interface Entry {

        /** What has ended. */
        End end();
    }

    /** An end, as somebody brought it about. */
    record Happened(End end) implements Entry {}

    /** A session that expired. */
    record Expired(End end) implements Entry {}

    /**
     * What was found to have ended.
     *
     * @param issuedAt epoch milliseconds; it had not ended then
     */
    record Found(End end, long issuedAt) implements Entry {

        /** The id of its row: the same for each time that the same is found. */
        static String idOf(Reach reach) {
            String all = "found " + reach.realmId() + " " + reach.clientId() + " " + reach.sessionId() + " "
                    + reach.familyId() + " " + reach.offline();
            return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
        }
    }

    /** Writes it, if it is to be kept. */
    void write(Entry entry) {
        if (!hasFamilies(entry.end().reach().realmId())) {
            return;
        }
        if (entry instanceof Found found) {
            writeFound(found);
        } else if (entry instanceof Expired expired) {
            known(expired.end()).ifPresent(this::insert);
        } else {
            insert(withUser(entry.end()));
        }
    }

    private boolean hasFamilies(String realmId) {
        boolean has = realms.contains(realmId)
                || !em.createQuery(FAMILY_OF_REALM, String.class)
                        .setParameter("realmId", realmId)
                        .setMaxResults(1)
                        .getResultList()
                        .isEmpty();
        if (has) {
            realms.add(realmId);
        }
        return has;
    }

    /** That end with the user of the session; empty where nobody has a family in it. */
    private Optional<End> known(End end) {
        String sessionId = end.reach().sessionId();
        return sessionId == null
                ? Optional.empty()
                : Optional.ofNullable(statements.userOf(end.reach().realmId(), sessionId))
                        .map(end::ofUser);
    }

    /** That end with the user of the session, as far as anybody knows. */
    private End withUser(End end) {
        return end.reach().userId() == null ? known(end).orElse(end) : end;
    }

    private void writeFound(Found found) {
        Reach reach = found.end().reach();
        String id = Found.idOf(reach);
        boolean known = em.find(EndEntity.class, id) != null
                || !statements.list(new Life(reach, found.issuedAt())).isEmpty();
        if (!known) {
            End end = withUser(found.end());
            insert(id, revocation(end).orElse(end));
        }
    }

    /** What the row of the family says: it may have been revoked by a node of an older version, which recorded nothing. */
    private Optional<End> revocation(End end) {
        @Nullable String familyId = end.reach().familyId();
        return familyId == null
                ? Optional.empty()
                : em.createQuery(REVOCATION, Object[].class)
                        .setParameter("id", familyId)
                        .setParameter("realmId", end.reach().realmId())
                        .getResultStream()
                        .findFirst()
                        .map(c -> End.of(
                                c[1] == null ? end.time() : 1000L * (long) c[1],
                                Cause.of((RevocationReason) c[0]),
                                end.reach(),
                                end.actor()));
    }

    private void insert(End end) {
        insert(UUID.randomUUID().toString(), end);
    }

    private void insert(String id, End end) {
        em.persist(EndEntity.of(id, end));
        em.flush();
        webhooks.ended(em, id, end);
        List<String> old = older(end).map(TypedQuery::getResultList).orElse(List.of());
        if (old.size() > FIRST_KEPT) {
            em.createQuery("delete from EndEntity f where f.rowId in :ids")
                    .setParameter("ids", old.subList(0, old.size() - FIRST_KEPT))
                    .executeUpdate();
        }
    }

    /**
     * All but the newest of its cause, of which only the first, the last ones here, are kept; empty where it is the only one of
     * its session, whose user nobody knows.
     */
    private Optional<TypedQuery<String>> older(End end) {
        Reach reach = end.reach();
        Optional<TypedQuery<String>> query = Optional.empty();
        if (reach.userId() != null) {
            query = Optional.of(ofCause(USER).setParameter("userId", reach.userId()));
        } else if (reach.wide()) {
            query = Optional.of(
                    reach.clientId() == null
                            ? ofCause(REALM)
                            : ofCause(CLIENT).setParameter("clientId", reach.clientId()));
        }
        return query.map(older -> older.setParameter("realmId", reach.realmId())
                .setParameter("cause", end.cause().name())
                .setFirstResult(NEWEST_KEPT)
                .setMaxResults(MOST_REMOVED));
    }

    private TypedQuery<String> ofCause(String owner) {
        return em.createQuery(OF_CAUSE + owner + NEWEST_FIRST, String.class);
    }
}
