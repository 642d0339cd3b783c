/** The token family as one aggregate, and the port of the store that keeps it. Free of Keycloak, of I/O and of clocks. */
@NullMarked
package dev.tokenfamily.family;

import org.jspecify.annotations.NullMarked;
