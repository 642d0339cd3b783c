package dev.tokenfamily.live.admin;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.DocumentedCommands;
import dev.tokenfamily.harness.realm.DocumentedCommands.Document;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An admin follows the guide from observe to enforce, while people use the realm. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminGuideIT {

    private final Document guide = DocumentedCommands.in("docs/tutorial/observe-to-enforce.md");
    private final TestRealm realm;
    private final App spa;

    private final Path directory;

    AdminGuideIT(KeycloakServer server, @TempDir Path directory) {
        this.directory = directory;
        realm = TestRealm.create(server, "guide");
        spa = realm.publicClient("spa", "");
    }

    /** Beside a policy that somebody made by hand, which none of the commands touches. */
    @Test
    void whenPresetsAreTurnedOnAsDocumentedThenTheyAreOffAgainAndTheRestStays()
            throws IOException, InterruptedException {
        TestRealm other = TestRealm.create(realm.server(), "guide-presets").govern("hand-made", Map.of());
        other.publicClient("spa", "");
        String path = "/guide-presets/client-policies/";
        JsonNode profiles = other.admin().read(path + "profiles");
        JsonNode policies = other.admin().read(path + "policies");
        DocumentedCommands.in("docs/reference/presets.md")
                .section("Turn one on")
                .run(environment(other));
        assertThat(other.admin().read(path + "profiles")).isEqualTo(profiles);
        assertThat(other.admin().read(path + "policies")).isEqualTo(policies);
    }

    private void follow(Document page, String section) throws IOException, InterruptedException {
        page.section(section)
                .after(guide.section("Before you begin").commands())
                .run(environment(realm));
    }

    private Map<String, String> environment(TestRealm of) {
        return Map.of(
                "KC", of.server().url().toString(),
                "KC_HOME", ServerHome.tools().toString(),
                "KCADM_CONFIG", directory.resolve("kcadm.config").toString(),
                "REALM", of.name(),
                "ADMIN_PASSWORD", AdminApi.USER);
    }

    @Test
    void whenTheGuideIsFollowedThenItPrintsAndDoesWhatItSays() throws IOException, InterruptedException {
        follow(guide, "Save events");
        follow(guide, "1. Observe");
        Tokens lost = spa.login("alice");
        Tokens head = spa.refreshed(lost);
        realm.pass(13);
        assertThat(spa.refreshed(lost).refresh()).isEqualTo(head.refresh());

        follow(guide, "2. Look at what happens");

        follow(guide, "3. Enforce");
        Tokens stolen = spa.refreshed(head);
        assertThat(stolen.generation()).isEqualTo(2);
        realm.pass(20);
        // from where the owner is, it would be taken for a lost answer (ADR 26)
        assertRefused(spa.refresh(head.refresh(), "X-Forwarded-For", "203.0.113.9"), REUSED);
        Tokens active = spa.refreshed(spa.login("alice"));
        Tokens another = spa.refreshed(spa.login("alice"));
        Tokens unused = spa.login("alice");

        follow(DocumentedCommands.in("docs/how-to/token-stolen.md"), "Find and revoke by command");
        assertThat(spa.refresh(active.refresh()).status()).isEqualTo(400);
        assertThat(spa.refresh(unused.refresh()).status()).isEqualTo(400);
        assertThat(spa.refresh(another.refresh()).status()).isEqualTo(400);
        assertThat(spa.userinfo(active.access()).status()).isEqualTo(401);
        assertThat(spa.userinfo(another.access()).status()).isEqualTo(401);

        follow(DocumentedCommands.in("docs/how-to/user-complains.md"), "Why was I logged out?");
    }
}
