/** The queue of webhooks in Keycloak's outbox: what is put there with what it is about, and what admins see and repeat of it. */
@NullMarked
package dev.tokenfamily.store.webhook;

import org.jspecify.annotations.NullMarked;
