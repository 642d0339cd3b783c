/**
 * The stores of one server over Keycloak's database: their options, what runs beside the requests, and the removal of what
 * belongs to
 * removed realms, clients and users. What is stored, and how, is in the rooms below, which do not know this package (ADR 19).
 */
@NullMarked
package dev.tokenfamily.store;

import org.jspecify.annotations.NullMarked;
