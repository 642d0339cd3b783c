package dev.tokenfamily.notice;

import java.time.Instant;
import java.util.List;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/** The mails of one queue of the outbox, in the transaction that has taken one of them. */
interface MailQueue {

    /**
     * The mails of that queue to the user of that entry: those that have neither gone nor been given up, and those that went after a
     * moment. In any order, and with that entry itself, where it is one of them.
     */
    List<OutboxEntryEntity> ofUser(OutboxEntryEntity entry, Instant since);

    /** Takes an entry out of the queue: what it says is in another one now. */
    void remove(OutboxEntryEntity entry);
}
