package dev.tokenfamily.globalrevocation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.History;
import dev.tokenfamily.history.Reach;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.takedown.Ended;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/**
 * Keeps what became of each attempt to carry out an order: an admin event whatever it was, for the caller was not told, and an
 * end in the history where something has ended. Most orders take one attempt. What one has ended, the next does not find any
 * more; so the attempts of an order add up.
 */
public final class OrderRecord {

    private static final Logger LOG = Logger.getLogger(OrderRecord.class);

    /** The resource type of our admin events. */
    private static final String RESOURCE_TYPE = "TOKEN_FAMILY";

    private final KeycloakSessionFactory factory;
    private final History history;

    /** On that server, with that history. */
    public OrderRecord(KeycloakSessionFactory factory, History history) {
        this.factory = factory;
        this.history = history;
    }

    /**
     * What the admin event says.
     *
     * @param format by which the caller named the user; not the name
     * @param userId whom it was; null where nobody was meant, or not one
     * @param families that this attempt has ended
     * @param userSessions that this attempt has ended
     * @param complete whether nothing is left; else it is tried again
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Outcome(String format, @Nullable String userId, int families, int userSessions, boolean complete) {

        static Outcome of(RevocationOrder order, @Nullable String userId, Ended ended) {
            return new Outcome(
                    order.subject().getOrDefault(SubjectIdentifier.FORMAT, ""),
                    userId,
                    ended.extent().families(),
                    ended.extent().clientSessions(),
                    ended.failure() == null);
        }
    }

    /**
     * Keeps that an order was carried out, as far as it could be this time.
     *
     * @param userId whom it was; null where nobody was meant, or not one
     */
    void attempted(String realmId, RevocationOrder order, @Nullable String userId, Ended ended) {
        KeycloakModelUtils.runJobInTransaction(factory, session -> {
            RealmModel realm = session.realms().getRealm(realmId);
            @Nullable ClientModel client = realm == null ? null : realm.getClientById(order.client());
            if (realm != null && client != null) {
                session.getContext().setRealm(realm);
                if (userId != null && ended.some()) {
                    history.record(end(realmId, order, userId, client));
                }
                sendEvent(session, realm, client, order, userId, ended);
            }
        });
    }

    private static End end(String realmId, RevocationOrder order, String userId, ClientModel client) {
        return End.of(Time.currentTimeMillis(), Cause.GLOBAL_REVOCATION, Reach.ofUser(realmId, userId), Actor.CLIENT)
                .from(order.origin())
                .withDetail(client.getClientId());
    }

    private static void sendEvent(
            KeycloakSession session,
            RealmModel realm,
            ClientModel client,
            RevocationOrder order,
            @Nullable String userId,
            Ended ended) {
        @Nullable UserModel account = session.users().getServiceAccount(client);
        if (account == null) { // an admin event needs somebody
            LOG.infof(
                    "An order of client %s of realm %s was carried out after its service account had been removed",
                    LogField.of(client.getClientId()), LogField.of(realm.getName()));
            return;
        }
        new AdminEventBuilder(realm, new AdminAuth(realm, null, account, client), session, new PastConnection(order))
                .operation(OperationType.ACTION)
                .resource(RESOURCE_TYPE)
                .resourcePath(GlobalRevocationResource.RESOURCE)
                .representation(Outcome.of(order, userId, ended))
                .success();
    }
}
