/**
 * How webhooks are delivered: {@link dev.tokenfamily.webhook.delivery.WebhookMessenger} reads who is to be told and with which secrets,
 * and {@link dev.tokenfamily.webhook.delivery.HttpsPost} posts it to an address that
 * {@link dev.tokenfamily.webhook.delivery.CheckedAddresses} has looked at.
 */
@NullMarked
package dev.tokenfamily.webhook.delivery;

import org.jspecify.annotations.NullMarked;
