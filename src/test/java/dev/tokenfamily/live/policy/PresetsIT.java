package dev.tokenfamily.live.policy;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static dev.tokenfamily.harness.realm.RefreshAssertions.EXPIRED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.clientpolicy.Preset;
import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.Ending;
import dev.tokenfamily.harness.realm.KeyBinding;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each preset of docker/client-policies is imported as it is, and plays its story. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PresetsIT {

    private static final Path PRESETS = Path.of("docker/client-policies");

    /** Of clients under these presets; those of the others have none. */
    private static final Map<String, List<String>> WARNINGS =
            Map.of("observe-first", List.of("observing"), "mcp", List.of("long-grace-without-binding"));

    private final KeycloakServer server;

    PresetsIT(KeycloakServer server) {
        this.server = server;
    }

    private TestRealm realmWith(String preset) {
        TestRealm realm = TestRealm.create(server, preset);
        for (String part : List.of("profiles", "policies")) {
            expectSuccess(realm.admin()
                    .put("/" + realm.name() + "/client-policies/" + part, read(preset + "/" + part + ".json")));
        }
        return realm;
    }

    private static String read(String file) {
        try {
            return Files.readString(PRESETS.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A public client with the client role that the preset's policy asks for. */
    private static App appOf(TestRealm realm, String preset) {
        App app = realm.publicClient("app", "");
        expectSuccess(realm.admin()
                .post("/" + realm.name() + "/clients/" + realm.clientUuid("app") + "/roles", Map.of("name", preset)));
        String report = "/" + realm.name() + "/token-families/policy?clientId=app";
        assertThat(realm.admin().read(report).path("warnings").findValuesAsText("id"))
                .isEqualTo(WARNINGS.getOrDefault(preset, List.of()));
        return app;
    }

    private static void assertReuseIsFound(App app, Tokens superseded) {
        assertRefused(app.refresh(superseded.refresh()), REUSED);
    }

    @Test
    void thereIsAStoryForEveryPreset() throws IOException {
        try (Stream<Path> presets = Files.list(PRESETS)) {
            assertThat(presets.map(p -> p.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "rfc9700-public",
                            "browser-app",
                            "native-mobile",
                            "cli-agents",
                            "mcp",
                            "fapi2",
                            "strict",
                            "observe-first");
        }
    }

    @Test
    void givenRfc9700PublicThenPublicClientsRotateAndOthersDoNot() {
        TestRealm realm = realmWith("rfc9700-public");
        App app = realm.publicClient("public", "");
        App backend = realm.confidentialClient("confidential", "");
        Tokens login = app.login("alice");
        Tokens head = app.refreshed(login);
        assertThat(app.refreshed(login).refresh()).isEqualTo(head.refresh());
        Tokens newest = app.refreshed(head);
        realm.pass(11);
        assertReuseIsFound(app, login);
        assertRefused(app.refresh(newest.refresh()), REVOKED);
        assertThat(backend.refreshed(backend.login("alice")).generation()).isEqualTo(-1);
    }

    @Test
    void givenRfc9700PublicAndALostAnswerThenTheClientGoesOnWithinADayFromItsNetworkOnly() {
        TestRealm realm = TestRealm.create(server, "rfc9700-public-lost")
                .govern("lost", Preset.named("rfc9700-public").orElseThrow().configured());
        App app = realm.publicClient("app", "lost");
        Tokens stored = app.login("alice");
        Tokens lost = app.refreshed(stored);
        realm.pass(23 * 3600);
        Tokens recovered = app.refreshed(stored);
        assertThat(recovered.generation()).isEqualTo(lost.generation() + 1);
        assertThat(realm.lastEvent("app").verdict()).isEqualTo("late_recovery");
        app.refreshed(recovered);

        Tokens other = app.login("bob");
        app.refreshed(other);
        realm.pass(3600);
        assertRefused(app.refresh(other.refresh(), "X-Forwarded-For", "203.0.113.9"), REUSED);
    }

    @Test
    void givenBrowserAppThenTokensLiveADayAndReuseEndsClientSessions() {
        TestRealm realm = realmWith("browser-app");
        App app = appOf(realm, "browser-app");
        Browser browser = new Browser();
        Tokens tab = browser.open(app, "alice");
        Tokens otherTab = app.refreshed(browser.open(app, "alice"));
        Tokens second = app.refreshed(tab);
        app.refreshed(second);
        realm.pass(11);
        assertReuseIsFound(app, tab);
        assertThat(app.refresh(otherTab.refresh()).status()).isEqualTo(400);

        Tokens tokens = app.login("bob");
        for (int hours = 3; hours < 24; hours += 3) {
            realm.pass(3 * 3600);
            tokens = app.refreshed(tokens);
        }
        realm.pass(3 * 3600);
        assertRefused(app.refresh(tokens.refresh()), EXPIRED);
    }

    @Test
    void givenNativeMobileThenARetryHasAMinuteAndATokenThirtyDays() {
        TestRealm realm = realmWith("native-mobile");
        App app = appOf(realm, "native-mobile");
        Tokens login = app.login("alice");
        Tokens lost = app.refreshed(login);
        realm.pass(40);
        Tokens recovered = app.refreshed(login);
        assertThat(recovered.refresh()).isEqualTo(lost.refresh());
        realm.pass(29 * 24 * 3600);
        Tokens later = app.refreshed(recovered);
        Tokens newest = app.refreshed(later);
        realm.pass(61);
        assertReuseIsFound(app, recovered);
        assertRefused(app.refresh(newest.refresh()), REVOKED);
    }

    @Test
    void givenNativeMobileAndAnAnswerLostBeforeAWeekOfflineThenTheAppGoesOn() {
        TestRealm realm = TestRealm.create(server, "native-mobile-lost")
                .govern("lost", Preset.named("native-mobile").orElseThrow().configured());
        App app = realm.publicClient("app", "lost");
        Tokens stored = app.login("alice");
        Tokens lost = app.refreshed(stored);
        realm.pass(6 * 24 * 3600);
        Tokens recovered = app.refreshed(stored);
        assertThat(recovered.generation()).isEqualTo(lost.generation() + 1);
        assertReuseIsFound(app, lost);
        assertRefused(app.refresh(recovered.refresh()), REVOKED);
    }

    @Test
    void givenAgentsThatShareOneTokenThenAllOfThemCanGoOn() {
        TestRealm realm = realmWith("cli-agents");
        App app = appOf(realm, "cli-agents");
        Tokens stored = app.login("alice");
        for (int round = 0; round < 3; round++) {
            realm.pass(250);
            Tokens presented = stored;
            List<Tokens> answers = Callers.atOnce(8, agent -> app.refreshed(presented));
            assertThat(answers.stream().map(Tokens::generation).collect(Collectors.toSet()))
                    .containsExactly(round + 1);
            realm.pass(15);
            stored = app.refreshed(presented); // an agent that read the file late
            assertThat(stored.generation()).isEqualTo(round + 1);
        }
        Tokens next = app.refreshed(stored);
        realm.pass(4);
        Tokens newest = app.refreshed(next);
        assertThat(newest.generation()).isEqualTo(5);
        assertThat(app.refreshed(stored).refresh())
                .as("an agent that is two behind")
                .isEqualTo(newest.refresh());
    }

    /** What clients of the Model Context Protocol do, {@code McpSdkIT} plays with one. */
    @Test
    void givenMcpThenARefreshRotatesAndAGatewayWithManyAddressesGoesOn() {
        TestRealm realm = realmWith("mcp");
        App app = appOf(realm, "mcp");
        Tokens stored = app.login("alice");
        realm.pass(4);
        Tokens rotated = app.refreshed(stored);
        assertThat(rotated.generation()).isEqualTo(1);
        assertThat(Tokens.of(app.refresh(stored.refresh(), "X-Forwarded-For", "203.0.113.9"))
                        .refresh())
                .isEqualTo(rotated.refresh());

        realm.pass(29 * 24 * 3600);
        Tokens later = app.refreshed(rotated);
        realm.pass(91);
        assertReuseIsFound(app, rotated);
        assertRefused(app.refresh(later.refresh()), REVOKED);

        Tokens unused = app.login("bob");
        realm.pass(30 * 24 * 3600 + 1);
        assertRefused(app.refresh(unused.refresh()), EXPIRED);
    }

    @Test
    void givenFapi2ThenBoundTokensAreKeptAndOthersCanBeRetried() {
        TestRealm realm = realmWith("fapi2");
        App app = appOf(realm, "fapi2");
        App withKey = app.with(KeyBinding.DPOP.newKey(app));
        Tokens bound = withKey.login("alice");
        for (int refresh = 0; refresh < 2; refresh++) {
            assertThat(withKey.refreshed(bound).generation()).isZero();
        }

        Tokens bearer = app.login("alice");
        Tokens successor = app.refreshed(bearer);
        assertThat(app.refreshed(bearer).refresh()).isEqualTo(successor.refresh());
    }

    @Test
    void givenStrictThenReuseEndsUserSessionsAndANewPasswordFamilies() {
        TestRealm realm = realmWith("strict");
        App app = appOf(realm, "strict");
        App other = realm.publicClient("other", "");
        Browser browser = new Browser();
        Tokens login = browser.open(app, "alice");
        Tokens elsewhere = browser.open(other, "alice");
        app.refreshed(login);
        assertReuseIsFound(app, login);
        assertThat(other.refresh(elsewhere.refresh()).status()).isEqualTo(400);

        Tokens head = app.refreshed(browser.open(app, "alice"));
        Map<String, ?> password = Map.of("type", "password", "value", "new");
        Ending.byAdmin(realm, "PUT", "/users/" + realm.userId("alice") + "/reset-password", password)
                .make();
        assertThat(app.refresh(head.refresh()).status()).isEqualTo(400);
        assertThat(realm.inside().revocation(head.familyId())).isEqualTo("CREDENTIAL_CHANGED");
    }

    @Test
    void givenObserveFirstThenAReuseIsReportedAndAnswered() {
        TestRealm realm = realmWith("observe-first");
        App app = appOf(realm, "observe-first");
        Tokens login = app.login("alice");
        Tokens second = app.refreshed(login);
        app.refreshed(second);
        realm.pass(12);
        assertThat(app.refreshed(login).generation()).isZero();
        assertThat(realm.lastEvent("app").enforcement()).isEqualTo("observe");
        assertThat(realm.inside().revocation(login.familyId())).isEmpty();
    }
}
