/**
 * Keycloak's database over connections of our own: connections, transactions, the one clock, and what differs between
 * products. It knows no table.
 */
@NullMarked
package dev.tokenfamily.store.database;

import org.jspecify.annotations.NullMarked;
