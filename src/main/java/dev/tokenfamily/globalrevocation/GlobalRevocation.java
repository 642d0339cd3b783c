package dev.tokenfamily.globalrevocation;

import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.outbox.Messenger;
import dev.tokenfamily.takedown.Ended;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.events.outbox.OutboxDeliveryOutcome;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/** Carries out the orders in the outbox: looks up whom one names, and has everything of that user ended. */
public final class GlobalRevocation implements Messenger {

    /** The {@code ENTRY_KIND} of orders in Keycloak's outbox. */
    static final String QUEUE = "token-family-global-revocation";

    private static final Logger LOG = Logger.getLogger(GlobalRevocation.class);

    private final Takedown takedown;
    private final OrderRecord orders;

    /** What ends everything of a user. */
    @FunctionalInterface
    public interface Takedown {

        /**
         * Revokes all families of a user, and ends all sessions, online and offline. Can be repeated.
         *
         * @param realmId internal id of the realm
         * @param realmName its name, by which is counted what ends
         */
        Ended end(String realmId, String realmName, String userId);
    }

    /**
     * Carries out the orders of one server.
     *
     * @param orders keeps what became of each attempt
     */
    public GlobalRevocation(Takedown takedown, OrderRecord orders) {
        this.takedown = takedown;
        this.orders = orders;
    }

    @Override
    public String queue() {
        return QUEUE;
    }

    @Override
    public Supplier<OutboxDeliveryResult> prepare(KeycloakSession session, RealmModel realm, OutboxEntryEntity entry) {
        RevocationOrder order;
        SubjectIdentifier subject;
        try {
            order = RevocationOrder.read(entry.getPayload());
            subject = SubjectIdentifier.of(order.subject());
        } catch (IllegalArgumentException e) {
            LOG.errorf(e, "Order %s to revoke all tokens of a user cannot be read", LogField.of(entry.getId()));
            return () -> OutboxDeliveryResult.deadLetter("It cannot be read");
        }
        if (realm.getClientById(order.client()) == null) {
            return () -> OutboxDeliveryResult.orphaned("The client that gave the order is not there any more");
        }
        Optional<String> userId = new SubjectLookup(session, realm)
                .find(subject, order.provider())
                .map(UserModel::getId);
        String realmId = realm.getId(); // the models end with the session
        String realmName = realm.getName();
        return () -> {
            Optional<Ended> ended = userId.map(id -> takedown.end(realmId, realmName, id));
            orders.attempted(realmId, order, userId.orElse(null), ended.orElse(Ended.all(0, 0)));
            return ended.map(Ended::failure).map(GlobalRevocation::retry).orElseGet(OutboxDeliveryResult::delivered);
        };
    }

    private static OutboxDeliveryResult retry(StoreUnavailableException failure) {
        LOG.warn("Not all of a user has ended that was to be revoked. It is tried again", failure);
        return OutboxDeliveryResult.retry("Not all has ended");
    }

    @Override
    public void ended(RealmModel realm, OutboxEntryEntity entry, OutboxDeliveryResult result) {
        if (result.outcome() == OutboxDeliveryOutcome.DEAD_LETTER) {
            LOG.errorf(
                    "Order %s of realm %s to revoke all tokens of a user is given up: somebody must do that by hand",
                    LogField.of(entry.getId()), LogField.of(realm.getName()));
        }
    }
}
