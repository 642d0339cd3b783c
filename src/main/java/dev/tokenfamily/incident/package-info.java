/**
 * An incident: a token came that should not exist any more. What is kept of it, who gets notice of it, and what its user
 * answers.
 * Free of Keycloak, of I/O and of clocks.
 */
@NullMarked
package dev.tokenfamily.incident;

import org.jspecify.annotations.NullMarked;
