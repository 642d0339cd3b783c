/** The live tests, on a real Keycloak, and the harness that runs it. */
@NullMarked
package dev.tokenfamily.live;

import org.jspecify.annotations.NullMarked;
