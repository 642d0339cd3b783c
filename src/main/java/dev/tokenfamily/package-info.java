/** The composition root: the factories that Keycloak finds, which put the pieces of the other packages together. */
@NullMarked
package dev.tokenfamily;

import org.jspecify.annotations.NullMarked;
