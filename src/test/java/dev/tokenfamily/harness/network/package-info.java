/** The network between applications and Keycloak. */
@NullMarked
package dev.tokenfamily.harness.network;

import org.jspecify.annotations.NullMarked;
