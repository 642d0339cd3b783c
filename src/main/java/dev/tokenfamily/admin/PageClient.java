package dev.tokenfamily.admin;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.keycloak.common.util.Encode;
import org.keycloak.models.CibaConfig;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OAuth2DeviceConfig;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;

/**
 * The public client by which people log in to a page of ours, as it must be (ADR 22): made after Keycloak's own
 * {@code security-admin-console}, but with no right that the page does not need. Whatever of it is otherwise is mended; how its
 * users authenticate, its themes and its lifespans are left to the admin.
 */
final class PageClient {

    /**
     * A page of ours.
     *
     * @param client by which its users log in
     * @param rootUrl of the client: a placeholder of Keycloak's for the server's address
     * @param path below {@code /realms/{realm}/}, without slashes around it
     */
    record Page(ExtensionClient.Identity client, String rootUrl, String path) {}

    private static final String OFF = "false";

    /** No refresh tokens, and no lightweight tokens, of which Keycloak takes all rights in a new realm for granted. */
    private static final Map<String, String> ATTRIBUTES = Map.of(
            OIDCConfigAttributes.PKCE_CODE_CHALLENGE_METHOD, "S256",
            OIDCConfigAttributes.USE_REFRESH_TOKEN, OFF,
            OIDCConfigAttributes.POST_LOGOUT_REDIRECT_URIS, Constants.INCLUDE_REDIRECTS,
            Constants.USE_LIGHTWEIGHT_ACCESS_TOKEN_ENABLED, OFF,
            OAuth2DeviceConfig.OAUTH2_DEVICE_AUTHORIZATION_GRANT_ENABLED, OFF,
            CibaConfig.OIDC_CIBA_GRANT_ENABLED, OFF);

    private final RealmModel realm;
    private final Page page;
    private final ExtensionClient ours;
    private final Consumer<ClientModel> scopes;

    /**
     * In that realm, where the users of the page log in.
     *
     * @param mending where is noted what is mended
     * @param scopes mends what the tokens of the client may carry
     */
    PageClient(KeycloakSession session, RealmModel realm, Mending mending, Page page, Consumer<ClientModel> scopes) {
        this.realm = realm;
        this.page = page;
        this.ours = new ExtensionClient(session, realm, mending, page.client());
        this.scopes = scopes;
    }

    /** Adds the client, or makes it what it should be. */
    void mend() {
        ClientModel client = ours.mend();
        mendAddresses(client);
        new TreeMap<>(ATTRIBUTES)
                .forEach((name, wanted) ->
                        ours.mend(name, client.getAttribute(name), wanted, value -> client.setAttribute(name, value)));
        scopes.accept(client);
    }

    private void mendAddresses(ClientModel client) {
        String address = "/realms/" + Encode.encodePathAsIs(realm.getName()) + "/" + page.path() + "/";
        ours.mend("rootUrl", client.getRootUrl(), page.rootUrl(), client::setRootUrl);
        ours.mend("baseUrl", client.getBaseUrl(), address, client::setBaseUrl);
        ours.mend(
                "redirectUris", client.getRedirectUris(), Set.of(address, address + "silent"), client::setRedirectUris);
        ours.mend("webOrigins", client.getWebOrigins(), Set.of(Constants.INCLUDE_REDIRECTS), client::setWebOrigins);
    }
}
