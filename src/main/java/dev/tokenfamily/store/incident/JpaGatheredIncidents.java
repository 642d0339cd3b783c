package dev.tokenfamily.store.incident;

import dev.tokenfamily.incident.Digest;
import dev.tokenfamily.incident.Digest.Entry;
import dev.tokenfamily.incident.Digest.Share;
import dev.tokenfamily.incident.GatheredIncidents;
import dev.tokenfamily.store.database.FamilyDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.stream.Stream;

/** The incidents that are gathered for mails, in Keycloak's database, aside ({@link FamilyDatabase}). */
public final class JpaGatheredIncidents implements GatheredIncidents {

    private static final String SHARES = "select f.clientId, f.wave, count(*) from IncidentEntity f"
            + " where f.userId = :userId and f.realmId = :realmId and f.mailId = :mailId"
            + " group by f.clientId, f.wave order by count(*), min(f.occurredAt), f.wave";

    private static final String OF_WAVE = "select f from IncidentEntity f where f.userId = :userId"
            + " and f.realmId = :realmId and f.mailId = :mailId and f.wave = :wave order by f.occurredAt, f.rowId";

    private final FamilyDatabase database;

    /** Reads the incidents of that database. */
    public JpaGatheredIncidents(FamilyDatabase database) {
        this.database = database;
    }

    @Override
    public Digest close(String realmId, String userId, String mailId) {
        database.transactAside(
                em -> { // alone, so that what somebody has gathered meanwhile is seen afterwards
                    new GatheredMail(em).close(mailId);
                    return true;
                });
        return database.transactAside(em -> new Reading(em, realmId, userId, mailId).digest());
    }

    private record Reading(EntityManager em, String realmId, String userId, String mailId) {

        Digest digest() {
            List<Share> shares = of(em.createQuery(SHARES, Object[].class))
                    .getResultStream()
                    .map(c -> new Share((String) c[0], (String) c[1], (long) c[2]))
                    .toList();
            List<Entry> shown =
                    Digest.choose(shares).stream().flatMap(this::entry).toList();
            return new Digest(shown, shares.stream().mapToLong(Share::incidents).sum());
        }

        /** The first of a wave; nothing where it has just gone with its user. */
        private Stream<Entry> entry(Share share) {
            return of(em.createQuery(OF_WAVE, IncidentEntity.class).setParameter("wave", share.wave()))
                    .setMaxResults(1)
                    .getResultStream()
                    .map(row -> new Entry(row.toNotice(), share.incidents() - 1));
        }

        private <Q extends Query> Q of(Q query) {
            query.setParameter("userId", userId)
                    .setParameter("realmId", realmId)
                    .setParameter("mailId", mailId);
            return query;
        }
    }
}
