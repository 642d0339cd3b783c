package dev.tokenfamily.outbox;

import java.util.List;

/** What of ours is in Keycloak's outbox about users. */
public interface KeptEntries {

    /**
     * All our queues: every {@link Messenger#queue}. What is not among them is neither exported nor removed. Entries go with their realm,
     * and with their user where they are owned by one ({@link NewEntry#userId}).
     */
    List<String> QUEUES = List.of(
            "token-family-mail",
            "token-family-digest",
            "token-family-signal",
            "token-family-required-action",
            "token-family-end-mail",
            "token-family-webhook",
            "token-family-global-revocation");

    /**
     * The entries about a user, newest first.
     *
     * @param first how many are skipped, from 0
     * @param max how many at most, from 1
     */
    List<KeptEntry> of(String realmId, String userId, int first, int max);
}
