package dev.tokenfamily.incident;

import dev.tokenfamily.family.StoreUnavailableException;

/** The incidents that are gathered for one mail to their user (ADR 32). */
public interface GatheredIncidents {

    /**
     * Closes a mail that incidents are gathered for, and tells what is in it. What is recorded from now on is for the next one. Can
     * be repeated, and tells the same then, without what is gone by that time.
     *
     * @param userId of its user
     * @param mailId the id of its entry in the outbox
     * @throws StoreUnavailableException if the database does not answer
     */
    Digest close(String realmId, String userId, String mailId);
}
