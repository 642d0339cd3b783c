/**
 * What other systems are told by webhooks, and who may be told: what is in a message ({@link dev.tokenfamily.webhook.Message}), how
 * it is signed ({@link dev.tokenfamily.webhook.Signature}), and where it may go ({@link dev.tokenfamily.webhook.AllowedHosts},
 * {@link dev.tokenfamily.webhook.AddressRule}). Nothing here touches a network or a database.
 */
@NullMarked
package dev.tokenfamily.webhook;

import org.jspecify.annotations.NullMarked;
