package dev.tokenfamily.live.operation;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenfamily.harness.realm.TestRealm;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.representations.idm.RealmRepresentation;

/** What an operator has set up of us in a realm, and what is there of it. */
final class RealmSettings {

    private static final Map<String, Object> EVERYTHING =
            Map.of("events", true, "console", true, "account", true, "globalRevocation", true, "lifetimes", true);

    private static final String WEBHOOKS =
            "[{\"id\":\"siem\",\"url\":\"https://siem.example.org/\",\"secrets\":[\"${vault.siem}\"],\"events\":[\"end\"]}]";

    private RealmSettings() {}

    /** Themes and webhooks of a realm that is still to be made. */
    static void configure(RealmRepresentation realm) {
        realm.setLoginTheme("token-family");
        realm.setAccountTheme("token-family");
        realm.setAdminTheme("token-family");
        realm.setEmailTheme("token-family");
        realm.setAttributes(Map.of("token-family.webhooks", WEBHOOKS));
    }

    /** All that our command can set up. */
    static void setUp(TestRealm realm) {
        expectSuccess(realm.admin().post("/" + realm.name() + "/token-families/setup", EVERYTHING));
    }

    /** What it would change now. */
    static JsonNode leftToSetUp(TestRealm realm) {
        Map<String, Object> request = new HashMap<>(EVERYTHING);
        request.put("dryRun", true);
        return expectSuccess(realm.admin().post("/" + realm.name() + "/token-families/setup", request))
                .json()
                .path("changes");
    }

    /** Our attributes of the realm. */
    static Map<String, String> attributes(TestRealm realm) {
        Map<String, String> ours = new HashMap<>();
        realm.admin().read("/" + realm.name()).path("attributes").forEachEntry((name, value) -> {
            if (name.startsWith("token-family.")) {
                ours.put(name, value.asText());
            }
        });
        return ours;
    }

    /** Client profiles, client policies, themes, whether events are saved, and our attributes. */
    static ObjectNode of(TestRealm realm) {
        ObjectNode settings = (ObjectNode) realm.admin().read("/" + realm.name());
        settings.retain(
                "clientProfiles",
                "clientPolicies",
                "loginTheme",
                "accountTheme",
                "adminTheme",
                "emailTheme",
                "eventsEnabled");
        attributes(realm).forEach(settings::put);
        return settings;
    }
}
