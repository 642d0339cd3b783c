/** What ends besides one family, and in which order. Free of Keycloak, of I/O and of clocks. */
@NullMarked
package dev.tokenfamily.takedown;

import org.jspecify.annotations.NullMarked;
