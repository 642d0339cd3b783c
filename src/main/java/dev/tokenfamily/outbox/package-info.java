/**
 * What is still to be told, in Keycloak's durable outbox: {@link dev.tokenfamily.outbox.NewEntry} is written in the transaction
 * of whatever it tells of; {@link dev.tokenfamily.outbox.Courier} takes an entry from {@link dev.tokenfamily.outbox.Outbox} and
 * has a {@link dev.tokenfamily.outbox.Messenger} deliver it, as one of {@link dev.tokenfamily.outbox.Errands} (ADR 8).
 */
@NullMarked
package dev.tokenfamily.outbox;

import org.jspecify.annotations.NullMarked;
