/**
 * The composition root: the factories that Keycloak finds, and the one {@link dev.tokenfamily.Extension} of a server that
 * they ask for
 * the pieces of the other packages.
 */
@NullMarked
package dev.tokenfamily;

import org.jspecify.annotations.NullMarked;
