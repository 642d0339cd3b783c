/**
 * The hook into Keycloak's token endpoint and introspection: refresh-token provider, token post-processor, introspection
 * providers.
 */
@NullMarked
package dev.tokenfamily.token;

import org.jspecify.annotations.NullMarked;
