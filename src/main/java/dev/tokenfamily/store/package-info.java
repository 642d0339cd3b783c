/** Keeps families in Keycloak's database: entity, store, purge, and the removal of what belongs to removed realms, clients and users. */
@NullMarked
package dev.tokenfamily.store;

import org.jspecify.annotations.NullMarked;
