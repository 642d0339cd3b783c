package dev.tokenfamily.outbox;

import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.LockMode;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.outbox.OutboxBackoff;
import org.keycloak.events.outbox.OutboxConfig;
import org.keycloak.events.outbox.OutboxDeliveryHandler;
import org.keycloak.events.outbox.OutboxDeliveryOutcome;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.events.outbox.OutboxDrainerTask;
import org.keycloak.events.outbox.OutboxStore;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.models.jpa.entities.OutboxEntryStatus;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * One queue in Keycloak's outbox. Keycloak's own {@link OutboxDrainerTask} takes, delivers and ends an entry in
 * one transaction. Here those are three: an entry is taken, so that no node takes it for a while; it is delivered by whoever
 * has
 * taken it; and what became of it is noted in the way in which Keycloak does. Each method fails with whatever the database
 * fails with.
 */
final class Outbox {

    /** Longer than a delivery may take, and short enough for whoever takes over from a server that died. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration BETWEEN_CLEANUPS = Duration.ofHours(1);

    private static final int ONE = 1;

    /** Keycloak's own waits between attempts: a second before the second, hours before the eighth and last. */
    private static final OutboxBackoff BACKOFF = new OutboxBackoff();

    private final KeycloakSessionFactory factory;
    private final Messenger messenger;
    private final OutboxConfig delivering;
    private final OutboxConfig cleaningUp;
    private @Nullable Instant lastCleanup;

    /**
     * Of that messenger.
     *
     * @param messenger whose queue it is
     * @param kept for how long it is known afterwards what became of each entry
     */
    Outbox(KeycloakSessionFactory factory, Messenger messenger, Duration kept) {
        this.factory = factory;
        this.messenger = messenger;
        this.delivering = config(null);
        this.cleaningUp = config(kept);
    }

    private OutboxConfig config(@Nullable Duration kept) {
        return new OutboxConfig(messenger.queue(), ONE, BACKOFF, kept, kept, kept);
    }

    /**
     * An entry that this node has taken.
     *
     * @param turn whose turn it is: while its delivery is under way, others of that turn wait
     */
    record Entry(String id, String turn) {

        /** Of one realm, and of one receiver where the realm has several, one entry after the other. */
        private static Entry of(OutboxEntryEntity entry) {
            String receiver = entry.getContainerId();
            return new Entry(entry.getId(), entry.getRealmId() + (receiver == null ? "" : receiver));
        }
    }

    /**
     * Takes the next entry that is due, for {@link #LEASE}, in a transaction of its own. One thread at a time calls this.
     *
     * @param underWay turns whose entries are left where they are
     * @return empty where nothing is due
     */
    Optional<Entry> takeNext(List<String> underWay) {
        Taking taking;
        do {
            taking = new Taking();
            KeycloakModelUtils.runJobInTransaction(
                    factory, new TakeNext(cleanupIsDue() ? cleaningUp : delivering, taking, underWay));
        } while (taking.postponedTo != null);
        return Optional.ofNullable(taking.taken);
    }

    /** Seldom: it takes three statements more. */
    private boolean cleanupIsDue() {
        Instant now = Instant.now();
        boolean due = lastCleanup == null || now.isAfter(lastCleanup.plus(BETWEEN_CLEANUPS));
        if (due) {
            lastCleanup = now;
        }
        return due;
    }

    /** Looks up an entry that was taken, in the session's transaction; null where it is gone. */
    @Nullable
    OutboxEntryEntity find(KeycloakSession session, Entry taken) {
        return new OutboxStore(session).findById(taken.id);
    }

    /**
     * Notes what became of an entry, in a transaction of its own. Does nothing where its lease was over, and another node has
     * delivered it.
     */
    void end(Entry entry, OutboxDeliveryResult result) {
        KeycloakModelUtils.runJobInTransaction(factory, new End(entry.id, new Known(result)));
    }

    /**
     * What becomes of an entry in the end, where Keycloak gives it up by itself: a failure of the last attempt is not followed by
     * another one.
     *
     * @param entry as it was before the attempt
     */
    static OutboxDeliveryResult inTheEnd(OutboxDeliveryResult result, OutboxEntryEntity entry) {
        boolean last = BACKOFF.isExhausted(entry.getAttempts() + 1);
        return last && result.outcome() == OutboxDeliveryOutcome.RETRY
                ? OutboxDeliveryResult.deadLetter(result.errorMessage())
                : result;
    }

    /** Keycloak's round with an end that comes later. */
    private static final class TakeNext extends OutboxDrainerTask {

        private final Taking taking;

        TakeNext(OutboxConfig config, Taking taking, List<String> underWay) {
            super(config, taking, session -> new OtherTurns(session, underWay));
            this.taking = taking;
        }

        /** It has not failed: it is due again when the lease is over, or when its time has come. */
        @Override
        protected void handleRetry(OutboxStore store, OutboxEntryEntity entry, String reason) {
            entry.setNextAttemptAt(taking.postponedTo == null ? Instant.now().plus(LEASE) : taking.postponedTo);
        }
    }

    private final class Taking implements OutboxDeliveryHandler {

        private @Nullable Entry taken;
        private @Nullable Instant postponedTo;

        @Override
        public String entryKind() {
            return messenger.queue();
        }

        @Override
        public OutboxDeliveryResult deliver(KeycloakSession session, OutboxEntryEntity entry) {
            postponedTo = messenger
                    .notBefore(session, entry)
                    .filter(time -> time.isAfter(Instant.now()))
                    .orElse(null);
            if (postponedTo == null) {
                taken = Entry.of(entry);
            }
            return OutboxDeliveryResult.retry("On the way");
        }
    }

    /** Keycloak's outbox without those whose turn it is not. */
    private static final class OtherTurns extends OutboxStore {

        /** Oracle takes no more in one list. */
        private static final int MOST_IN_A_LIST = 1000;

        private static final String DUE = "select e from OutboxEntryEntity e where e.entryKind = :entryKind and"
                + " e.status = :status and e.nextAttemptAt <= :now and concat(e.realmId, coalesce(e.containerId, '')) not"
                + " in :without order by e.nextAttemptAt";

        private final List<String> without;

        OtherTurns(KeycloakSession session, List<String> without) {
            super(session);
            this.without = without.subList(0, Math.min(without.size(), MOST_IN_A_LIST));
        }

        @Override
        public List<OutboxEntryEntity> lockDueForDrain(String entryKind, int limit) {
            if (without.isEmpty()) {
                return super.lockDueForDrain(entryKind, limit);
            }
            var query = getEntityManager()
                    .createQuery(DUE, OutboxEntryEntity.class)
                    .setParameter("entryKind", entryKind)
                    .setParameter("status", OutboxEntryStatus.PENDING)
                    .setParameter("now", Instant.now())
                    .setParameter("without", without)
                    .setMaxResults(limit)
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE);
            query.unwrap(SelectionQuery.class).setHibernateLockMode(LockMode.UPGRADE_SKIPLOCKED);
            return query.getResultList();
        }
    }

    /** Keycloak's round for one entry whose result is known. */
    private final class End extends OutboxDrainerTask {

        private final String entryId;

        End(String entryId, Known known) {
            super(delivering, known, OutboxStore::new);
            this.entryId = entryId;
        }

        @Override
        protected void drain(KeycloakSession session, OutboxStore store) {
            @Nullable OutboxEntryEntity entry = store.findById(entryId);
            if (entry != null && entry.getStatus() == OutboxEntryStatus.PENDING) {
                processOne(session, store, entry);
            }
        }
    }

    private final class Known implements OutboxDeliveryHandler {

        private final OutboxDeliveryResult result;

        Known(OutboxDeliveryResult result) {
            this.result = result;
        }

        @Override
        public String entryKind() {
            return messenger.queue();
        }

        @Override
        public OutboxDeliveryResult deliver(KeycloakSession session, OutboxEntryEntity entry) {
            @Nullable RealmModel realm = session.realms().getRealm(entry.getRealmId());
            if (realm != null) {
                messenger.ended(realm, entry, inTheEnd(result, entry));
            }
            return result;
        }
    }
}
