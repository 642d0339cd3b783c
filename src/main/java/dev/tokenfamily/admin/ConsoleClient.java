package dev.tokenfamily.admin;

import dev.tokenfamily.console.ConsolePage;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The client by which admins log in to our console page. */
final class ConsoleClient {

    /** The {@code client_id}. */
    static final String ID = ConsolePage.client();

    /** The attribute of the realm that has the internal id of our client. */
    private static final String OURS = "token-family.console-client";

    private static final PageClient.Page PAGE = new PageClient.Page(
            new ExtensionClient.Identity(ID, OURS, "Token families", ExtensionClient.Use.LOGIN),
            Constants.AUTH_ADMIN_URL_PROP,
            ConsolePage.RESOURCE);

    private ConsoleClient() {}

    /** Whether it is that client, and not another one of its name in that realm, which anybody may have registered. */
    static boolean is(RealmModel realm, ClientModel client) {
        return client.getClientId().equals(ID) && client.getId().equals(realm.getAttribute(OURS));
    }

    /** Adds the client to that realm, or makes it what it should be; what is mended is noted there. */
    static void mend(KeycloakSession session, RealmModel realm, Mending mending) {
        new PageClient(session, realm, mending, PAGE, new ConsoleScopes(session, realm, mending)::mend).mend();
    }
}
