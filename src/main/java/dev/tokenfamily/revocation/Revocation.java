package dev.tokenfamily.revocation;

import dev.tokenfamily.family.FamilyStore;

/** Families that end with something else, for which Keycloak sends an event. */
interface Revocation {

    /** Revokes those that are still active, and tells how many they were. Can be repeated. */
    int in(FamilyStore store);
}
