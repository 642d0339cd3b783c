/** The hook into Keycloak: refresh-token provider, token post-processor, client-policy executor, introspection. */
@NullMarked
package dev.tokenfamily.token;

import org.jspecify.annotations.NullMarked;
