/** Keycloak's sessions and access tokens: whether they are there, how they end, and who is told of it. Nobody else ends one. */
@NullMarked
package dev.tokenfamily.session;

import org.jspecify.annotations.NullMarked;
