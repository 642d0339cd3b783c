/**
 * The rotation policy of a client: its keys, their ranges, and the parser that turns what an admin saved into a policy. Free
 * of Keycloak.
 */
@NullMarked
package dev.tokenfamily.policy;

import org.jspecify.annotations.NullMarked;
