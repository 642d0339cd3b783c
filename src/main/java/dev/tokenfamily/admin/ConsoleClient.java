package dev.tokenfamily.admin;

import dev.tokenfamily.console.ConsolePage;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Encode;
import org.keycloak.models.CibaConfig;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OAuth2DeviceConfig;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.managers.ClientManager;
import org.keycloak.services.managers.RealmManager;

/**
 * The public client by which admins log in to our console page, as it must be (ADR 22): made after Keycloak's own
 * {@code security-admin-console}, but with no right that the page does not need. Whatever of it is otherwise is mended; how its
 * users authenticate, its themes and its lifespans are left to the admin. The realm knows which client is ours: another one of
 * that id, which anybody may have registered, is replaced with all that it carries.
 */
final class ConsoleClient {

    /** The {@code client_id}. */
    static final String ID = ConsolePage.client();

    /** The attribute of the realm that has the internal id of our client. It is for those to write who hold {@code manage-realm}. */
    static final String OURS = "token-family.console-client";

    private static final String OFF = "false";

    /** No refresh tokens, and no lightweight tokens, of which Keycloak takes all rights in a new realm for granted. */
    private static final Map<String, String> ATTRIBUTES = Map.of(
            OIDCConfigAttributes.PKCE_CODE_CHALLENGE_METHOD, "S256",
            OIDCConfigAttributes.USE_REFRESH_TOKEN, OFF,
            OIDCConfigAttributes.POST_LOGOUT_REDIRECT_URIS, Constants.INCLUDE_REDIRECTS,
            Constants.USE_LIGHTWEIGHT_ACCESS_TOKEN_ENABLED, OFF,
            OAuth2DeviceConfig.OAUTH2_DEVICE_AUTHORIZATION_GRANT_ENABLED, OFF,
            CibaConfig.OIDC_CIBA_GRANT_ENABLED, OFF);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Mending mending;

    /** In that realm, where the admins log in; what is mended is noted there. */
    ConsoleClient(KeycloakSession session, RealmModel realm, Mending mending) {
        this.session = session;
        this.realm = realm;
        this.mending = mending;
    }

    /** Adds the client, or makes it what it should be. */
    void mend() {
        @Nullable ClientModel present = realm.getClientByClientId(ID);
        if (present != null && !present.getId().equals(realm.getAttribute(OURS))) {
            remove(present);
            present = null;
        }
        ClientModel client = present == null ? added() : present;
        if (client.getRegistrationToken() != null) { // whoever has it can change the client
            client.setRegistrationToken(null);
            mending.note("The client '%s' loses its registration access token.".formatted(ID));
        }
        mendFlows(client);
        mendAddresses(client);
        for (Map.Entry<String, String> wanted : new TreeMap<>(ATTRIBUTES).entrySet()) {
            mendAttribute(client, wanted.getKey(), wanted.getValue());
        }
        new ConsoleScopes(session, realm, mending).mend(client);
    }

    private void remove(ClientModel client) {
        new ClientManager(new RealmManager(session)).removeClient(realm, client);
        mending.note("A client '%s' that was not made by this command is removed.".formatted(ID));
    }

    private ClientModel added() {
        ClientModel client = realm.addClient(ID);
        client.setName("Token families");
        realm.setAttribute(OURS, client.getId());
        mending.note("The client '%s' is added.".formatted(ID));
        return client;
    }

    private void mendFlows(ClientModel client) {
        mend("enabled", client.isEnabled(), true, client::setEnabled);
        mend("protocol", client.getProtocol(), OIDCLoginProtocol.LOGIN_PROTOCOL, client::setProtocol);
        mend("publicClient", client.isPublicClient(), true, client::setPublicClient);
        mend("bearerOnly", client.isBearerOnly(), false, client::setBearerOnly);
        mend("standardFlowEnabled", client.isStandardFlowEnabled(), true, client::setStandardFlowEnabled);
        mend("implicitFlowEnabled", client.isImplicitFlowEnabled(), false, client::setImplicitFlowEnabled);
        mend(
                "directAccessGrantsEnabled",
                client.isDirectAccessGrantsEnabled(),
                false,
                client::setDirectAccessGrantsEnabled);
        mend("serviceAccountsEnabled", client.isServiceAccountsEnabled(), false, client::setServiceAccountsEnabled);
        mend("fullScopeAllowed", client.isFullScopeAllowed(), false, client::setFullScopeAllowed);
    }

    private void mendAddresses(ClientModel client) {
        String page = "/realms/" + Encode.encodePathAsIs(realm.getName()) + "/token-families/";
        mend("rootUrl", client.getRootUrl(), Constants.AUTH_ADMIN_URL_PROP, client::setRootUrl);
        mend("baseUrl", client.getBaseUrl(), page, client::setBaseUrl);
        mend("redirectUris", client.getRedirectUris(), Set.of(page, page + "silent"), client::setRedirectUris);
        mend("webOrigins", client.getWebOrigins(), Set.of(Constants.INCLUDE_REDIRECTS), client::setWebOrigins);
    }

    private void mendAttribute(ClientModel client, String name, String wanted) {
        mend(name, client.getAttribute(name), wanted, value -> client.setAttribute(name, value));
    }

    private <T> void mend(String setting, @Nullable T is, T wanted, Consumer<T> set) {
        mending.mend("The client '%s': '%s'".formatted(ID, setting), is, wanted, set);
    }
}
