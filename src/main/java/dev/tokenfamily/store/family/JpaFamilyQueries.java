package dev.tokenfamily.store.family;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyQueries;
import dev.tokenfamily.store.database.FamilyDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks families up in Keycloak's database, aside ({@link FamilyDatabase}). */
public final class JpaFamilyQueries implements FamilyQueries {

    private static final String FROM =
            " and (f.lastUsedFrom = :address or f.firstUsedFrom = :address or f.rotatedFrom = :address)";

    private static final String BY = " and locate(:device, lower(f.rotatedBy)) > 0";

    private static final String RECENTLY = " and f.lastUsedAt >= :usedSince";

    private static final String USERNAMES =
            "select u.id, u.username from UserEntity u where u.realmId = :realmId and u.id in :ids";

    private final FamilyDatabase database;

    /** Looks them up in that database. */
    public JpaFamilyQueries(FamilyDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<ListedFamily> find(String realmId, String familyId) {
        if (familyId.indexOf('\0') >= 0) { // PostgreSQL has no such text: it fails if asked
            return Optional.empty();
        }
        return database.transactAside(
                em -> Optional.ofNullable(em.find(FamilyEntity.class, new OwnedRow.Key(familyId, realmId)))
                        .map(FamilyEntity::toListed));
    }

    @Override
    public List<ListedFamily> list(FamilyFilter filter, Page page) {
        return database.transactAside(em -> Listing.page(
                        filtered(
                                em,
                                "select f from FamilyEntity f",
                                filter,
                                Listing.newestFirst("startedAt"),
                                FamilyEntity.class),
                        page)
                .map(FamilyEntity::toListed)
                .toList());
    }

    @Override
    public long count(FamilyFilter filter) {
        return database.transactAside(em -> filtered(em, "select count(*) from FamilyEntity f", filter, "", Long.class)
                .getSingleResult());
    }

    /** In their order, so that the database goes by an index, whatever it thinks of how soon it would find so many otherwise. */
    @Override
    public long count(FamilyFilter filter, int most) {
        String order = Listing.newestFirst("startedAt");
        return database.transactAside(
                em -> (long) filtered(em, "select 1 from FamilyEntity f", filter, order, Integer.class)
                        .setMaxResults(most)
                        .getResultList()
                        .size());
    }

    @Override
    public List<Family> needingGrace(RecentlyUsed recently, int most) {
        String order = Listing.newestFirst("startedAt");
        return database.transactAside(em -> recent(
                        em,
                        "select f from FamilyEntity f",
                        recently,
                        " and (f.graceStreak > 0 or f.recoveredAt >= :usedSince)" + order,
                        FamilyEntity.class)
                .setMaxResults(most)
                .getResultStream()
                .map(FamilyEntity::toFamily)
                .toList());
    }

    @Override
    public Map<String, Long> countByClient(RecentlyUsed recently) {
        return database.transactAside(em -> recent(
                        em,
                        "select f.clientId, count(*) from FamilyEntity f",
                        recently,
                        " group by f.clientId",
                        Object[].class)
                .getResultStream()
                .collect(Collectors.toMap(client -> (String) client[0], client -> (Long) client[1])));
    }

    private static <T> TypedQuery<T> recent(
            EntityManager em, String select, RecentlyUsed recently, String rest, Class<T> type) {
        SelectionCondition selection = new SelectionCondition(recently.selection());
        Newest newest = Newest.of(em, "FamilyEntity", "startedAt", recently.selection(), recently.newest());
        TypedQuery<T> query =
                em.createQuery(select + " where " + selection.text() + newest.text() + RECENTLY + rest, type);
        return newest.bind(selection.bind(query)).setParameter("usedSince", recently.usedSince());
    }

    @Override
    public Map<String, String> usernames(String realmId, Collection<String> userIds) {
        return userIds.isEmpty()
                ? Map.of()
                : database.transactAside(em -> em.createQuery(USERNAMES, Object[].class)
                        .setParameter("realmId", realmId)
                        .setParameter("ids", userIds)
                        .getResultStream()
                        .collect(Collectors.toMap(user -> (String) user[0], user -> (String) user[1])));
    }

    private static <T> TypedQuery<T> filtered(
            EntityManager em, String select, FamilyFilter filter, String order, Class<T> type) {
        SelectionCondition selection = new SelectionCondition(filter.selection());
        @Nullable Boolean revoked = filter.revoked();
        String status = revoked == null ? "" : " and f.revocation is " + (revoked ? "not null" : "null");
        Newest newest = Newest.of(em, "FamilyEntity", "startedAt", filter.selection(), filter.newest());
        @Nullable String address = filter.trace().address();
        @Nullable String device = filter.trace().device();
        TypedQuery<T> query = em.createQuery(
                select + " where " + selection.text() + newest.text() + status + (address == null ? "" : FROM)
                        + (device == null ? "" : BY) + order,
                type);
        if (address != null) {
            query.setParameter("address", address);
        }
        if (device != null) {
            query.setParameter("device", device.toLowerCase(Locale.ROOT));
        }
        return newest.bind(selection.bind(query));
    }
}
