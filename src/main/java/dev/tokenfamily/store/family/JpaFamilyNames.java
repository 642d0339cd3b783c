package dev.tokenfamily.store.family;

import dev.tokenfamily.family.FamilyNames;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.store.database.FamilyDatabase;
import org.jspecify.annotations.Nullable;

/** Names of families in Keycloak's database, aside ({@link FamilyDatabase}). A name goes with its row. */
public final class JpaFamilyNames implements FamilyNames {

    private static final String NAME = "update FamilyEntity f set f.userLabel = :label"
            + " where f.rowId = :id and f.realmId = :realmId and f.userId = :userId and f.revocation is null";

    private final FamilyDatabase database;

    /** In that database. */
    public JpaFamilyNames(FamilyDatabase database) {
        this.database = database;
    }

    @Override
    public boolean name(Owner owner, String familyId, @Nullable String name) {
        return database.transactAside(em -> em.createQuery(NAME)
                        .setParameter("label", NameColumn.write(name))
                        .setParameter("id", familyId)
                        .setParameter("realmId", owner.realmId())
                        .setParameter("userId", owner.userId())
                        .executeUpdate()
                == 1);
    }
}
