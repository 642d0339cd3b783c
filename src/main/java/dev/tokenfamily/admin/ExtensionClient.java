package dev.tokenfamily.admin;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.managers.ClientManager;
import org.keycloak.services.managers.RealmManager;

/**
 * A client that this extension adds to a realm, as it must be: it can do what it is for, and nothing else. The realm knows which
 * client is ours: another one of that id, which anybody may have registered, is replaced with all that it carries.
 */
final class ExtensionClient {

    /** What a client of ours is for. */
    enum Use {
        /** People log in by it, in a browser, and it has no secret. */
        LOGIN,
        /** It carries roles, and nobody can get a token by it. */
        ROLES
    }

    /**
     * Which client it is.
     *
     * @param id its {@code client_id}
     * @param ours the attribute of the realm that has the internal id of that client. It is for those to write who hold
     *     {@code manage-realm}
     * @param name of the client, as people read it
     */
    record Identity(String id, String ours, String name, Use use) {}

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Mending mending;
    private final Identity identity;

    /** In that realm; what is mended is noted there. */
    ExtensionClient(KeycloakSession session, RealmModel realm, Mending mending, Identity identity) {
        this.session = session;
        this.realm = realm;
        this.mending = mending;
        this.identity = identity;
    }

    /**
     * Adds the client, or makes its flows and its rights what they should be, and takes them from whoever could change it.
     *
     * @return the client
     */
    ClientModel mend() {
        @Nullable ClientModel present = realm.getClientByClientId(identity.id());
        if (present != null && !present.getId().equals(realm.getAttribute(identity.ours()))) {
            remove(present);
            present = null;
        }
        ClientModel client = present == null ? added() : present;
        if (client.getRegistrationToken() != null) { // whoever has it can change the client
            client.setRegistrationToken(null);
            mending.note("The client '%s' loses its registration access token.".formatted(identity.id()));
        }
        mendFlows(client);
        return client;
    }

    private void remove(ClientModel client) {
        new ClientManager(new RealmManager(session)).removeClient(realm, client);
        mending.note("A client '%s' that was not made by this command is removed.".formatted(identity.id()));
    }

    private ClientModel added() {
        ClientModel client = realm.addClient(identity.id());
        client.setName(identity.name());
        realm.setAttribute(identity.ours(), client.getId());
        mending.note("The client '%s' is added.".formatted(identity.id()));
        return client;
    }

    private void mendFlows(ClientModel client) {
        boolean login = identity.use() == Use.LOGIN;
        mend("enabled", client.isEnabled(), true, client::setEnabled);
        mend("protocol", client.getProtocol(), OIDCLoginProtocol.LOGIN_PROTOCOL, client::setProtocol);
        mend("publicClient", client.isPublicClient(), login, client::setPublicClient);
        mend("bearerOnly", client.isBearerOnly(), !login, client::setBearerOnly);
        mend("standardFlowEnabled", client.isStandardFlowEnabled(), login, client::setStandardFlowEnabled);
        mend("implicitFlowEnabled", client.isImplicitFlowEnabled(), false, client::setImplicitFlowEnabled);
        mend(
                "directAccessGrantsEnabled",
                client.isDirectAccessGrantsEnabled(),
                false,
                client::setDirectAccessGrantsEnabled);
        mend("serviceAccountsEnabled", client.isServiceAccountsEnabled(), false, client::setServiceAccountsEnabled);
        mend("fullScopeAllowed", client.isFullScopeAllowed(), false, client::setFullScopeAllowed);
    }

    /** Makes a setting of this client what it should be; it is noted by that name. */
    <T> void mend(String setting, @Nullable T is, T wanted, Consumer<T> set) {
        mending.mend("The client '%s': '%s'".formatted(identity.id(), setting), is, wanted, set);
    }
}
