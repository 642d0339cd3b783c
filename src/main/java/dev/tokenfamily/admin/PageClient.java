package dev.tokenfamily.admin;

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
 * The public client by which people log in to a page of ours, as it must be (ADR 22): made after Keycloak's own
 * {@code security-admin-console}, but with no right that the page does not need. Whatever of it is otherwise is mended; how its
 * users authenticate, its themes and its lifespans are left to the admin. The realm knows which client is ours: another one of
 * that id, which anybody may have registered, is replaced with all that it carries.
 */
final class PageClient {

    /**
     * A page of ours.
     *
     * @param clientId the {@code client_id} of its client
     * @param ours the attribute of the realm that has the internal id of that client. It is for those to write who hold
     *     {@code manage-realm}
     * @param name of the client, as people read it
     * @param rootUrl of the client: a placeholder of Keycloak's for the server's address
     * @param path below {@code /realms/{realm}/}, without slashes around it
     */
    record Page(String clientId, String ours, String name, String rootUrl, String path) {}

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
    private final Page page;
    private final Consumer<ClientModel> scopes;

    /**
     * In that realm, where the users of the page log in.
     *
     * @param mending where is noted what is mended
     * @param scopes mends what the tokens of the client may carry
     */
    PageClient(KeycloakSession session, RealmModel realm, Mending mending, Page page, Consumer<ClientModel> scopes) {
        this.session = session;
        this.realm = realm;
        this.mending = mending;
        this.page = page;
        this.scopes = scopes;
    }

    /** Adds the client, or makes it what it should be. */
    void mend() {
        @Nullable ClientModel present = realm.getClientByClientId(page.clientId());
        if (present != null && !present.getId().equals(realm.getAttribute(page.ours()))) {
            remove(present);
            present = null;
        }
        ClientModel client = present == null ? added() : present;
        if (client.getRegistrationToken() != null) { // whoever has it can change the client
            client.setRegistrationToken(null);
            mending.note("The client '%s' loses its registration access token.".formatted(page.clientId()));
        }
        mendFlows(client);
        mendAddresses(client);
        for (Map.Entry<String, String> wanted : new TreeMap<>(ATTRIBUTES).entrySet()) {
            mendAttribute(client, wanted.getKey(), wanted.getValue());
        }
        scopes.accept(client);
    }

    private void remove(ClientModel client) {
        new ClientManager(new RealmManager(session)).removeClient(realm, client);
        mending.note("A client '%s' that was not made by this command is removed.".formatted(page.clientId()));
    }

    private ClientModel added() {
        ClientModel client = realm.addClient(page.clientId());
        client.setName(page.name());
        realm.setAttribute(page.ours(), client.getId());
        mending.note("The client '%s' is added.".formatted(page.clientId()));
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
        String address = "/realms/" + Encode.encodePathAsIs(realm.getName()) + "/" + page.path() + "/";
        mend("rootUrl", client.getRootUrl(), page.rootUrl(), client::setRootUrl);
        mend("baseUrl", client.getBaseUrl(), address, client::setBaseUrl);
        mend("redirectUris", client.getRedirectUris(), Set.of(address, address + "silent"), client::setRedirectUris);
        mend("webOrigins", client.getWebOrigins(), Set.of(Constants.INCLUDE_REDIRECTS), client::setWebOrigins);
    }

    private void mendAttribute(ClientModel client, String name, String wanted) {
        mend(name, client.getAttribute(name), wanted, value -> client.setAttribute(name, value));
    }

    private <T> void mend(String setting, @Nullable T is, T wanted, Consumer<T> set) {
        mending.mend("The client '%s': '%s'".formatted(page.clientId(), setting), is, wanted, set);
    }
}
