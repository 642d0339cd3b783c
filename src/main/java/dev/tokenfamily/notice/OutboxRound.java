package dev.tokenfamily.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.outbox.OutboxConfig;
import org.keycloak.events.outbox.OutboxDeliveryHandler;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.events.outbox.OutboxDrainerTask;
import org.keycloak.events.outbox.OutboxStore;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/** Takes the next entry that is due, of a realm that has none under way, so that nobody else takes it for a while. */
final class OutboxRound extends OutboxDrainerTask {

    /** Longer than its delivery may take, and short enough for whoever takes over from a server that died. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Taking taking;

    /**
     * For one transaction.
     *
     * @param without ids of the realms that have an entry under way
     */
    OutboxRound(OutboxConfig config, List<String> without) {
        this(config, new Taking(config.entryKind()), without);
    }

    private OutboxRound(OutboxConfig config, Taking taking, List<String> without) {
        super(config, taking, session -> new OutboxOfOthers(session, without));
        this.taking = taking;
    }

    /** An entry that is under way. */
    record Taken(String entryId, String realmId) {}

    /** Once the transaction is committed; empty where nothing was due. */
    Optional<Taken> taken() {
        return Optional.ofNullable(taking.taken);
    }

    /** It has not failed. */
    @Override
    protected void handleRetry(OutboxStore store, OutboxEntryEntity entry, String reason) {
        entry.setNextAttemptAt(Instant.now().plus(LEASE));
    }

    private static final class Taking implements OutboxDeliveryHandler {

        private final String entryKind;
        private @Nullable Taken taken;

        Taking(String entryKind) {
            this.entryKind = entryKind;
        }

        @Override
        public String entryKind() {
            return entryKind;
        }

        @Override
        public OutboxDeliveryResult deliver(KeycloakSession session, OutboxEntryEntity entry) {
            taken = new Taken(entry.getId(), entry.getRealmId());
            return OutboxDeliveryResult.retry("On the way");
        }
    }
}
