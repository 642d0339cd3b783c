package dev.tokenfamily.store.family;

import dev.tokenfamily.family.FamilyQueries;
import dev.tokenfamily.store.database.FamilyDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks families up in Keycloak's database, aside ({@link FamilyDatabase}). */
public final class JpaFamilyQueries implements FamilyQueries {

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

    private static <T> TypedQuery<T> filtered(
            EntityManager em, String select, FamilyFilter filter, String order, Class<T> type) {
        SelectionCondition selection = new SelectionCondition(filter.selection());
        @Nullable Boolean revoked = filter.revoked();
        String status = revoked == null ? "" : " and f.revocation is " + (revoked ? "not null" : "null");
        return selection.bind(em.createQuery(select + " where " + selection.text() + status + order, type));
    }
}
