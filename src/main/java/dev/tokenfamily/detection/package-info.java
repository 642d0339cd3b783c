/** Judges a presented refresh token against its family, and tells what follows. Free of Keycloak, of I/O and of clocks. */
@NullMarked
package dev.tokenfamily.detection;

import org.jspecify.annotations.NullMarked;
