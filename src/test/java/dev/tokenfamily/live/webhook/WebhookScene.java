package dev.tokenfamily.live.webhook;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.DistributionServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A realm with webhooks, and an application of it that a policy governs. */
public record WebhookScene(TestRealm realm, App app) {

    static final String ALL = "incident incident.state incident.answer end";

    static WebhookScene create(DistributionServer server, String name) {
        TestRealm realm = TestRealm.create(server, name, settings -> {
                    TestRealm.at(server, settings);
                    settings.setAdminEventsEnabled(true);
                    settings.setAdminEventsDetailsEnabled(true);
                })
                .govern("enforce", Map.of("grace-period-seconds", 0));
        return new WebhookScene(realm, realm.publicClient("shop", "enforce"));
    }

    public static Map<String, Object> webhook(String id, String url, String events, String... secrets) {
        return Map.of("id", id, "url", url, "secrets", List.of(secrets), "events", List.of(events.split(" ", -1)));
    }

    String path(String below) {
        return "/" + realm.name() + "/token-families/webhooks" + below;
    }

    Response put(List<?> webhooks) {
        return realm.admin().put(path(""), Map.of("endpoints", webhooks));
    }

    /** Gives the realm these webhooks. */
    public JsonNode configure(List<?> webhooks) {
        return expectSuccess(put(webhooks)).json();
    }

    /** Writes the attribute of the realm past us, as any admin of the realm can. */
    void writeAttribute(String value) {
        JsonNode now = realm.admin().read("/" + realm.name());
        Map<String, Object> attributes = new HashMap<>();
        now.path("attributes").forEachEntry((key, old) -> attributes.put(key, old.asText()));
        attributes.put("token-family.webhooks", value);
        expectSuccess(realm.admin().put("/" + realm.name(), Map.of("realm", realm.name(), "attributes", attributes)));
    }

    Theft theftFrom(String user) {
        return Theft.of(app, app.login(user));
    }

    JsonNode deliveries(String query) {
        return realm.admin().read(path("/deliveries" + query));
    }

    /** Waits for the delivery to that receiver that the incident has, and for what is to become of it. */
    public JsonNode awaitDelivery(String endpoint, String field, String expected) {
        Await.until(() -> delivery(endpoint).path(field).asText().contains(expected));
        return delivery(endpoint);
    }

    /** The newest delivery to that receiver. */
    JsonNode delivery(String endpoint) {
        return deliveries("?endpoint=" + endpoint).path(0);
    }
}
