package dev.tokenfamily.notify;

import dev.tokenfamily.notify.Telling.Done;
import dev.tokenfamily.notify.Telling.Errand;
import dev.tokenfamily.notify.Telling.OnTheWay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.outbox.OutboxConfig;
import org.keycloak.events.outbox.OutboxDeliveryHandler;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.events.outbox.OutboxDrainerTask;
import org.keycloak.events.outbox.OutboxStore;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/** Takes the next entry that is due, of a realm that has none under way. */
final class OutboxRound extends OutboxDrainerTask {

    /** Longer than an errand may take, and short enough for whoever takes over from a server that died. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Handler own;

    /**
     * For one transaction.
     *
     * @param begin tells of the incident, or as much of it as the database is needed for
     * @param without ids of the realms that have an entry under way
     */
    OutboxRound(
            OutboxConfig config, BiFunction<KeycloakSession, OutboxEntryEntity, Telling> begin, List<String> without) {
        this(config, new Handler(config.entryKind(), begin), without);
    }

    private OutboxRound(OutboxConfig config, Handler handler, List<String> without) {
        super(config, handler, session -> new OutboxOfOthers(session, without));
        this.own = handler;
    }

    /** What is left to be done for an entry. */
    record Begun(String entryId, String realmId, Errand errand) {}

    /** Whether anything was due. */
    boolean metOne() {
        return own.metOne;
    }

    /** Once the transaction is committed. */
    Optional<Begun> begun() {
        return Optional.ofNullable(own.begun);
    }

    /** An entry that is under way has not failed; nobody else takes it before its lease is over. */
    @Override
    protected void handleRetry(OutboxStore store, OutboxEntryEntity entry, String errorMessage) {
        if (own.begun == null) {
            super.handleRetry(store, entry, errorMessage);
        } else {
            entry.setNextAttemptAt(Instant.now().plus(LEASE));
        }
    }

    private static final class Handler implements OutboxDeliveryHandler {

        private final String entryKind;
        private final BiFunction<KeycloakSession, OutboxEntryEntity, Telling> begin;
        private boolean metOne;
        private @Nullable Begun begun;

        Handler(String entryKind, BiFunction<KeycloakSession, OutboxEntryEntity, Telling> begin) {
            this.entryKind = entryKind;
            this.begin = begin;
        }

        @Override
        public String entryKind() {
            return entryKind;
        }

        @Override
        public OutboxDeliveryResult deliver(KeycloakSession session, OutboxEntryEntity entry) {
            metOne = true;
            Telling telling = begin.apply(session, entry);
            if (telling instanceof OnTheWay onTheWay) {
                begun = new Begun(entry.getId(), entry.getRealmId(), onTheWay.errand());
                return OutboxDeliveryResult.retry("On the way");
            }
            return ((Done) telling).result();
        }
    }
}
