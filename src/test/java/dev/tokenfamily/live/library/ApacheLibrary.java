package dev.tokenfamily.live.library;

import dev.tokenfamily.harness.page.ApacheServer;
import dev.tokenfamily.harness.realm.App;
import org.keycloak.representations.idm.ClientRepresentation;

/** mod_auth_openidc in a gateway, {@code src/test/clients/mod_auth_openidc.conf}: servers that share their users' sessions. */
record ApacheLibrary(String preset) implements Library {

    /** Seconds before its expiry that the access token is due, and what follows if it cannot be refreshed: nothing. */
    private static final String REFRESH = "1";

    @Override
    public String name() {
        return "mod_auth_openidc";
    }

    @Override
    public String kind() {
        return "gateway, Apache";
    }

    @Override
    public void register(ClientRepresentation client) {
        client.setPublicClient(false);
        client.setSecret("secret");
    }

    @Override
    public String version() {
        return ApacheServer.moduleVersion("mod_auth_openidc", "libapache2-mod-auth-openidc");
    }

    @Override
    public Installation install(App app, String user) {
        return new ApacheInstallation(app, REFRESH).loggedIn(user);
    }
}
