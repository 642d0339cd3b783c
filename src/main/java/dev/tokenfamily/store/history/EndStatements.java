package dev.tokenfamily.store.history;

import dev.tokenfamily.family.FamilyQueries.Page;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Life;
import dev.tokenfamily.history.ListedEnd;
import dev.tokenfamily.history.Reach;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is read of ends and of the families that they concern, in HQL. */
final class EndStatements {

    /** More ends than these there are only while a node is about to remove them. Nor are more families of a user looked at. */
    private static final int MOST_ROWS = 2_000;

    private static final String NEWEST_FIRST = " order by f.endedAt desc, f.rowId desc";

    private static final String OF_USER =
            "select f from EndEntity f where f.realmId = :realmId and f.userId = :userId" + NEWEST_FIRST;

    private static final String OF_SESSION =
            "select f from EndEntity f where f.realmId = :realmId and f.sessionId = :sessionId" + NEWEST_FIRST;

    private static final String OF_FAMILY =
            "select f from EndEntity f where f.realmId = :realmId and f.familyId = :familyId" + NEWEST_FIRST;

    private static final String WIDE = "select f from EndEntity f where f.realmId = :realmId and f.userId is null"
            + " and f.sessionId is null" + NEWEST_FIRST;

    private static final String OF_ACTOR =
            "select f from EndEntity f where f.actorId = :actorId and f.actorRealmId = :actorRealmId"
                    + " and (f.userId is null or f.userId <> f.actorId)" + NEWEST_FIRST;

    /** Of the newest families, for a user may have a million of one client. */
    private static final String CLIENTS_OF_USER = "select f.clientId from FamilyEntity f"
            + " where f.userId = :userId and f.realmId = :realmId order by f.startedAt desc, f.rowId desc";

    private static final String FAMILY = "select f.userId, f.clientId, f.sessionId, f.offline, f.startedAt"
            + " from FamilyEntity f where f.rowId = :id and f.realmId = :realmId";

    private static final String SESSION = "select f.userId, min(f.startedAt) from FamilyEntity f"
            + " where f.sessionId = :sessionId and f.realmId = :realmId group by f.userId";

    private final EntityManager em;

    EndStatements(EntityManager em) {
        this.em = em;
    }

    Optional<Life> find(Reach asked) {
        Optional<Life> kept = asked.familyId() == null ? session(asked) : family(asked, asked.familyId());
        return kept.or(() -> recorded(asked));
    }

    private Optional<Life> family(Reach asked, String familyId) {
        return em.createQuery(FAMILY, Object[].class)
                .setParameter("id", familyId)
                .setParameter("realmId", asked.realmId())
                .getResultStream()
                .findFirst()
                .map(c -> new Life(
                        new Reach(
                                asked.realmId(), (String) c[0], (String) c[1], (String) c[2], familyId, (Boolean) c[3]),
                        1000L * (long) c[4]));
    }

    private Optional<Life> session(Reach asked) {
        return em.createQuery(SESSION, Object[].class)
                .setParameter("sessionId", asked.sessionId())
                .setParameter("realmId", asked.realmId())
                .getResultStream()
                .findFirst()
                .map(c -> new Life(asked.ofUser((String) c[0]), 1000L * (long) c[1]));
    }

    /** Its rows may be gone, and what was recorded of it may not. */
    private Optional<Life> recorded(Reach asked) {
        TypedQuery<EndEntity> query = asked.familyId() == null
                ? em.createQuery(OF_SESSION, EndEntity.class).setParameter("sessionId", asked.sessionId())
                : em.createQuery(OF_FAMILY, EndEntity.class).setParameter("familyId", asked.familyId());
        return rows(query.setParameter("realmId", asked.realmId()))
                .map(row -> row.end().reach())
                .filter(reach -> reach.userId() != null)
                .findFirst()
                .map(reach -> new Life(asked.familyId() == null ? asked.ofUser(reach.userId()) : reach, 0));
    }

    /** What somebody has ended of others, newest first. */
    List<ListedEnd> listActs(Actor actor, Page page) {
        return em.createQuery(OF_ACTOR, EndEntity.class)
                .setParameter("actorId", actor.userId())
                .setParameter("actorRealmId", actor.realmId())
                .setFirstResult(page.first())
                .setMaxResults(page.max())
                .getResultStream()
                .map(EndEntity::toListed)
                .toList();
    }

    /** The user of that session; null where there is no family in it. */
    @Nullable
    String userOf(String realmId, String sessionId) {
        return session(Reach.ofSession(realmId, null, sessionId, null))
                .map(life -> life.reach().userId())
                .orElse(null);
    }

    /** What may have ended that, newest first. */
    List<ListedEnd> list(Life life) {
        Reach asked = life.reach();
        String realmId = asked.realmId();
        Stream<ListedEnd> ofOne = Stream.concat(
                asked.userId() == null ? Stream.empty() : ofUser(realmId, asked.userId()),
                asked.sessionId() == null ? Stream.empty() : ofUnknownUser(realmId, asked.sessionId()));
        List<ListedEnd> own = ofOne.toList();
        return Stream.concat(own.stream(), wide(realmId, clients(asked, own)))
                .filter(listed -> life.mayHaveEndedBy(listed.end()))
                .sorted(Comparator.comparingLong(
                                (ListedEnd listed) -> listed.end().time())
                        .reversed()
                        .thenComparing(ListedEnd::id))
                .toList();
    }

    private Stream<ListedEnd> ofUser(String realmId, String userId) {
        return rows(em.createQuery(OF_USER, EndEntity.class)
                .setParameter("realmId", realmId)
                .setParameter("userId", userId));
    }

    private Stream<ListedEnd> ofUnknownUser(String realmId, String sessionId) {
        return rows(em.createQuery(OF_SESSION, EndEntity.class)
                        .setParameter("realmId", realmId)
                        .setParameter("sessionId", sessionId))
                .filter(listed -> listed.end().reach().userId() == null);
    }

    /** Of the realm, and of those clients. */
    private Stream<ListedEnd> wide(String realmId, Set<String> clients) {
        return rows(em.createQuery(WIDE, EndEntity.class).setParameter("realmId", realmId))
                .filter(listed -> {
                    @Nullable String clientId = listed.end().reach().clientId();
                    return clientId == null || clients.contains(clientId);
                });
    }

    /** Where the user has, or had, something. */
    private Set<String> clients(Reach asked, List<ListedEnd> own) {
        Set<String> clients = new HashSet<>();
        if (asked.clientId() != null) {
            clients.add(asked.clientId());
        }
        own.stream()
                .flatMap(listed -> Stream.ofNullable(listed.end().reach().clientId()))
                .forEach(clients::add);
        if (asked.userId() != null) {
            clients.addAll(em.createQuery(CLIENTS_OF_USER, String.class)
                    .setParameter("userId", asked.userId())
                    .setParameter("realmId", asked.realmId())
                    .setMaxResults(MOST_ROWS)
                    .getResultList());
        }
        return clients;
    }

    private static Stream<ListedEnd> rows(TypedQuery<EndEntity> query) {
        return query.setMaxResults(MOST_ROWS).getResultList().stream().map(EndEntity::toListed);
    }
}
