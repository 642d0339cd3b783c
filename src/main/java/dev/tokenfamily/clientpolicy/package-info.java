/**
 * What governs a client's refresh tokens: the client policies of its realm with our executor, which holds a rotation policy and
 * decides nothing, and Keycloak's own switch.
 */
@NullMarked
package dev.tokenfamily.clientpolicy;

import org.jspecify.annotations.NullMarked;
