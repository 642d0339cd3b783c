package dev.tokenfamily.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The extension's page in the admin console, as the demo turns it on: its client in both realms that admins log in to, and the
 * link to it in the console's menu. This is the one place of the demo that knows the page. A JAR that has no page yet answers 404 to
 * the first, and has no theme for the second.
 */
final class ConsolePage {

    private static final String ADMIN_THEME = "token-family";
    private static final int NOT_FOUND = 404;

    private final AdminApi admin;
    private final URI address;

    /** Of the Keycloak at this URL. */
    ConsolePage(AdminApi admin, URI server) {
        this.admin = admin;
        this.address = server.resolve("/realms/master/token-families/");
    }

    /** Turns it on, where this JAR has one. Changes nothing the second time. */
    void turnOn() {
        setUp("demo", true);
        setUp("master", false);
        if (themes().findValuesAsText("name").contains(ADMIN_THEME)) {
            link("demo");
            link("master");
        }
    }

    /** Where an admin of {@code master} sees the realm {@code demo}; empty where this JAR has no page. */
    Optional<URI> ofDemo() {
        return Http.answers(address) ? Optional.of(address.resolve("#/demo/")) : Optional.empty();
    }

    private void setUp(String realm, boolean events) {
        Response answer = admin.post(
                "/" + realm + "/token-families/setup", Map.of("events", events, "console", true, "dryRun", false));
        if (answer.status() != NOT_FOUND) {
            AdminApi.expectSuccess(answer);
        }
    }

    /** In the console of those who log in to that realm. */
    private void link(String realm) {
        AdminApi.expectSuccess(admin.put("/" + realm, Map.of("adminTheme", ADMIN_THEME)));
    }

    private JsonNode themes() {
        return admin.serverInfo().path("themes").path("admin");
    }
}
