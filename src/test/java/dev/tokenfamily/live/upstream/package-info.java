/** What Keycloak promises about refresh tokens holds for governed clients too. */
@NullMarked
package dev.tokenfamily.live.upstream;

import org.jspecify.annotations.NullMarked;
