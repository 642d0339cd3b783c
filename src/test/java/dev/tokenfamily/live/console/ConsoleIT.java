package dev.tokenfamily.live.console;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.page.Tabs;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.ConsoleRealm;
import dev.tokenfamily.harness.realm.SavedEvent;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.policy.PolicyKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An admin configures rotation in the real admin console. */
@ExtendWith(LiveKeycloak.class)
class ConsoleIT {

    private static final String ADMIN = ConsoleRealm.admin("en");
    private static final String PROFILE = "single-page-applications";

    private final KeycloakServer server;

    ConsoleIT(KeycloakServer server) {
        Tabs.assumeChromium();
        this.server = server;
    }

    @Test
    void whenAProfileAndAPolicyAreMadeThenPublicClientsRotateByThem() {
        TestRealm realm = ConsoleRealm.create(server, "console-saving");
        App app = realm.publicClient("spa", "");
        assertThat(app.login("alice").refreshClaims().has("family")).isFalse();
        Map<String, String> chosen = defaultsBut(Map.of(
                "grace-period-seconds", "20",
                "revocation-scope", "user-session",
                "exempt-sender-constrained", "true"));

        try (Console console = Console.ofRealmAdmin(realm, ADMIN)) {
            assertThat(console.createProfile(PROFILE)).isEqualTo("New client profile created");
            console.newExecutor(PROFILE);
            assertThat(shown(console)).isEqualTo(defaultsBut(Map.of()));
            console.fill(chosen);
            console.picture("console-profile-executor").assertAsInTheDocuments();
            assertThat(console.saveExecutor()).contains("Executor created successfully");
            console.storedExecutor(PROFILE);
            assertThat(shown(console)).isEqualTo(chosen).isEqualTo(stored(realm));
            assertThat(console.createPolicy("public-clients", "public", PROFILE))
                    .containsExactly(
                            "New policy created", "Condition created successfully.", "New client profile added");
            console.screenshot("console-client-policy");
        }
        Tokens first = app.login("alice");
        assertThat(app.refreshed(first).generation()).isEqualTo(1);
        assertThat(app.refreshed(first).generation())
                .as("a retry in the grace period")
                .isEqualTo(1);

        try (Console console = Console.ofServerAdmin(realm)) {
            console.storedExecutor(PROFILE);
            assertThat(shown(console)).isEqualTo(chosen);
            console.fill(Map.of("grace-period-seconds", "0"));
            assertThat(console.saveExecutor()).contains("Executor updated successfully");
            chosen.put("grace-period-seconds", "0");
            console.storedExecutor(PROFILE);
            assertThat(shown(console)).isEqualTo(chosen).isEqualTo(stored(realm));
        }
        assertRefused(app.refresh(first.refresh()), REUSED);
        SavedEvent event = realm.lastEvent("spa");
        assertThat(event.verdict()).isEqualTo("reuse");
        assertThat(event.revocationScope()).isEqualTo("user-session");
        assertThat(realm.inside().revocation(first.familyId())).isEqualTo("REUSE");
    }

    @Nested
    final class GivenAWrongValue {

        @Test
        void whenTheExecutorIsEditedThenTheConsoleSaysSoAndLosesNothing() {
            TestRealm realm = ConsoleRealm.create(server, "console-editing");
            realm.govern(PROFILE, Map.of("grace-period-seconds", 30));
            JsonNode before = executor(realm);

            try (Console console = Console.ofRealmAdmin(realm, ADMIN)) {
                console.storedExecutor(PROFILE);
                Map<String, String> typed = shown(console);
                assertThat(typed).isEqualTo(defaultsBut(Map.of("grace-period-seconds", "30")));
                typed.putAll(Map.of("grace-period-seconds", "86401", "enforcement", "observe"));
                console.fill(typed);

                assertThat(console.saveExecutor())
                        .contains("Executor not updated", "'86401'", "'grace-period-seconds'", "from 0 to 86400");
                console.screenshot("console-validation-error");
                assertThat(shown(console)).isEqualTo(typed);
                assertThat(executor(realm)).isEqualTo(before);

                typed.put("grace-period-seconds", "86400");
                console.fill(Map.of("grace-period-seconds", "86400"));
                assertThat(console.saveExecutor()).contains("Executor updated successfully");
                assertThat(stored(realm)).isEqualTo(typed);
            }
        }

        @Test
        void whenTheExecutorIsAddedThenTheConsoleSaysSoAndStoresNothing() {
            TestRealm realm = ConsoleRealm.create(server, "console-adding");
            realm.putProfiles(List.of(TestRealm.profile(PROFILE, List.of())));

            try (Console console = Console.ofRealmAdmin(realm, ADMIN)) {
                console.newExecutor(PROFILE);
                console.fill(Map.of("absolute-lifetime-seconds", "1h"));

                assertThat(console.saveExecutor())
                        .contains(
                                "Executor not created",
                                "'1h'",
                                "'absolute-lifetime-seconds'",
                                "a whole number from 0 to");
                assertThat(shown(console)).isEqualTo(defaultsBut(Map.of("absolute-lifetime-seconds", "1h")));
                assertThat(executor(realm).isMissingNode()).isTrue();
            }
        }
    }

    private static Map<String, String> shown(Console console) {
        return console.values(
                Arrays.stream(PolicyKey.values()).map(PolicyKey::text).toList());
    }

    private static Map<String, String> defaultsBut(Map<String, String> others) {
        Map<String, String> values = new LinkedHashMap<>();
        for (PolicyKey key : PolicyKey.values()) {
            values.put(key.text(), key.type().defaultText());
        }
        values.putAll(others);
        return values;
    }

    /** The profile's executor, as the admin REST API gives it. */
    private static JsonNode executor(TestRealm realm) {
        return realm.admin()
                .read("/" + realm.name() + "/client-policies/profiles")
                .at("/profiles/0/executors/0");
    }

    private static Map<String, String> stored(TestRealm realm) {
        Map<String, String> values = new LinkedHashMap<>();
        executor(realm)
                .path("configuration")
                .properties()
                .forEach(value -> values.put(value.getKey(), value.getValue().asText()));
        return values;
    }
}
