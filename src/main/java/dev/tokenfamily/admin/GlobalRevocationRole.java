package dev.tokenfamily.admin;

import dev.tokenfamily.globalrevocation.RevocationRight;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.managers.ClientManager;
import org.keycloak.services.managers.RealmManager;

/**
 * The role by which a client may have everything of a user ended ({@link RevocationRight}), and the client that carries it, as they
 * must be. It is given to nobody here, and it is no part of another role. The realm knows which client is ours: another one of that
 * id, which anybody may have registered, is replaced with all that it carries.
 */
final class GlobalRevocationRole {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Mending mending;

    /** In that realm; what is mended is noted there. */
    GlobalRevocationRole(KeycloakSession session, RealmModel realm, Mending mending) {
        this.session = session;
        this.realm = realm;
        this.mending = mending;
    }

    /** Adds the client and its role, or makes them what they should be. */
    void mend() {
        @Nullable ClientModel present = realm.getClientByClientId(RevocationRight.CLIENT);
        if (present != null && !present.getId().equals(realm.getAttribute(RevocationRight.OURS))) {
            new ClientManager(new RealmManager(session)).removeClient(realm, present);
            mending.note(
                    "A client '%s' that was not made by this command is removed.".formatted(RevocationRight.CLIENT));
            present = null;
        }
        ClientModel client = present == null ? added() : present;
        if (client.getRegistrationToken() != null) { // whoever has it can change the client
            client.setRegistrationToken(null);
            mending.note("The client '%s' loses its registration access token.".formatted(RevocationRight.CLIENT));
        }
        mend("enabled", client.isEnabled(), true, client::setEnabled);
        mend("protocol", client.getProtocol(), OIDCLoginProtocol.LOGIN_PROTOCOL, client::setProtocol);
        mend("publicClient", client.isPublicClient(), false, client::setPublicClient);
        mend("bearerOnly", client.isBearerOnly(), true, client::setBearerOnly);
        mend("standardFlowEnabled", client.isStandardFlowEnabled(), false, client::setStandardFlowEnabled);
        mend("implicitFlowEnabled", client.isImplicitFlowEnabled(), false, client::setImplicitFlowEnabled);
        mend(
                "directAccessGrantsEnabled",
                client.isDirectAccessGrantsEnabled(),
                false,
                client::setDirectAccessGrantsEnabled);
        mend("serviceAccountsEnabled", client.isServiceAccountsEnabled(), false, client::setServiceAccountsEnabled);
        mend("fullScopeAllowed", client.isFullScopeAllowed(), false, client::setFullScopeAllowed);
        mendRole(client);
    }

    private ClientModel added() {
        ClientModel client = realm.addClient(RevocationRight.CLIENT);
        client.setName("Global token revocation");
        realm.setAttribute(RevocationRight.OURS, client.getId());
        mending.note("The client '%s' is added.".formatted(RevocationRight.CLIENT));
        return client;
    }

    private void mendRole(ClientModel client) {
        if (client.getRole(RevocationRight.ROLE) == null) {
            RoleModel role = client.addRole(RevocationRight.ROLE);
            role.setDescription("May have all sign-ins and tokens of a user ended (Global Token Revocation)");
            mending.note("The client '%s' gets the role '%s'.".formatted(RevocationRight.CLIENT, RevocationRight.ROLE));
        }
    }

    private <T> void mend(String setting, @Nullable T is, T wanted, Consumer<T> set) {
        mending.mend("The client '%s': '%s'".formatted(RevocationRight.CLIENT, setting), is, wanted, set);
    }
}
