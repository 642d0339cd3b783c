package dev.tokenfamily.demo;

import dev.tokenfamily.harness.AdminApi;
import java.net.URI;
import java.util.Map;

/**
 * The extension's page in the admin console, as the demo turns it on: its client in both realms that admins log in to, and the
 * link to it in the console's menu.
 */
final class ConsolePage {

    private static final String ADMIN_THEME = "token-family";

    private final AdminApi admin;
    private final URI address;

    /** Of the Keycloak at this URL. */
    ConsolePage(AdminApi admin, URI server) {
        this.admin = admin;
        this.address = server.resolve("/realms/master/token-families/");
    }

    /** Turns it on. Changes nothing the second time. */
    void turnOn() {
        setUp("demo", true);
        setUp("master", false);
        link("demo");
        link("master");
    }

    /** Where an admin of {@code master} sees the realm {@code demo}. */
    URI ofDemo() {
        return address.resolve("#/demo/");
    }

    private void setUp(String realm, boolean events) {
        AdminApi.expectSuccess(admin.post(
                "/" + realm + "/token-families/setup", Map.of("events", events, "console", true, "dryRun", false)));
    }

    /** In the console of those who log in to that realm. */
    private void link(String realm) {
        AdminApi.expectSuccess(admin.put("/" + realm, Map.of("adminTheme", ADMIN_THEME)));
    }
}
