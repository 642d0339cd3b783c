/**
 * What ends families outside a refresh: events of users and admins, calls of Keycloak's, and changes of rows in its tables
 * (ADR 11).
 */
@NullMarked
package dev.tokenfamily.revocation;

import org.jspecify.annotations.NullMarked;
