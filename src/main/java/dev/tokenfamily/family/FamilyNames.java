package dev.tokenfamily.family;

import org.jspecify.annotations.Nullable;

/** What users call their families. */
public interface FamilyNames {

    /**
     * Names a family.
     *
     * @param name as {@link FamilyName#parse} gives it; null where it is to have none
     * @return false where that owner's user has no active family of that id; then nothing changes
     * @throws StoreUnavailableException if the database does not answer
     */
    boolean name(Owner owner, String familyId, @Nullable String name);
}
