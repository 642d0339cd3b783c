package dev.tokenfamily.webhook;

import org.jspecify.annotations.Nullable;

/**
 * What people call those whom a message is about, beside their ids.
 *
 * @param realm name of the realm
 * @param clientId the {@code client_id}; null where the client is gone, or there is none
 */
public record Names(String realm, @Nullable String clientId) {}
