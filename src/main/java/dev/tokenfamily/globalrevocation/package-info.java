/**
 * Global Token Revocation (draft-parecki-oauth-global-token-revocation-06): a system outside asks to end everything of a user
 * (ADR 29). {@link dev.tokenfamily.globalrevocation.GlobalRevocationResource} takes the request of a caller, and queues an order
 * without looking whom it names; {@link dev.tokenfamily.globalrevocation.GlobalRevocation} carries it out.
 */
@NullMarked
package dev.tokenfamily.globalrevocation;

import org.jspecify.annotations.NullMarked;
