package dev.tokenfamily.live.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.FullRunOnly;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token ends, however old it is, by which endpoint ever; and Keycloak itself, by the brute-force protection. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenSurfacesIT {

    private static final int PAST_GRACE = 301;
    private static final String ONLINE = "openid";
    private static final String OFFLINE = "openid offline_access";

    /** By the second wrong password, however soon it comes. */
    private static final Map<String, ?> LOCKOUT = Map.of(
            "bruteForceProtected",
            true,
            "permanentLockout",
            true,
            "failureFactor",
            2,
            "quickLoginCheckMilliSeconds",
            0);

    private final KeycloakServer server;
    private final AtomicInteger realms = new AtomicInteger();

    TokenSurfacesIT(KeycloakServer server) {
        this.server = server;
    }

    private SurfaceScene scene() {
        return SurfaceScene.create(server, "token-surfaces-" + realms.incrementAndGet());
    }

    static List<TokenEnd> ends() {
        return TokenEnd.all();
    }

    @ParameterizedTest
    @MethodSource("ends")
    void whenAnOldTokenEndsItsSessionThenItsFamilyEndsWithoutReuse(TokenEnd end) {
        SurfaceScene scene = scene();
        Tokens login = scene.login("alice", end.scope());
        Tokens second = scene.app().refreshed(login);
        scene.realm().pass(PAST_GRACE);
        Tokens head = scene.app().refreshed(second);
        Tokens other = scene.app().refreshed(scene.login("alice", end.scope()));

        end.by(scene.app(), login).make();

        assertThat(scene.realm().inside().revocation(head.familyId())).isEqualTo(end.reason());
        assertDead(scene, head, second, login);
        assertThat(scene.realm().inside().revocation(head.familyId())).isEqualTo(end.reason());
        assertThat(scene.app().refreshed(other).generation()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void whenAPredecessorEndsASessionThenARefreshInFlightGetsNothing(TokenEnd end) {
        SurfaceScene scene = scene();
        Tokens login = scene.login("alice", end.scope());
        Tokens head = scene.app().refreshed(login);

        assertGetsNothing(end.by(scene.app(), login).during(scene.app(), head));

        assertDead(scene, head, login);
        assertThat(scene.realm().inside().revocation(head.familyId())).isEqualTo(end.reason());
    }

    @ParameterizedTest
    @MethodSource("ends")
    void whenARetryInFlightEndsTheSessionItselfThenItGetsNothing(TokenEnd end) {
        SurfaceScene scene = scene();
        Tokens login = scene.login("alice", end.scope());
        Tokens head = scene.app().refreshed(login);

        assertGetsNothing(end.by(scene.app(), login).during(scene.app(), login));

        assertDead(scene, head, login);
        assertThat(scene.realm().inside().revocation(head.familyId())).isEqualTo(end.reason());
    }

    @Test
    void whenAnAccessTokenIsGivenBackThenItDiesAndItsFamilyLives() {
        SurfaceScene scene = scene();
        App app = scene.app();
        Tokens login = scene.login("alice", ONLINE);
        Tokens head = app.refreshed(login);
        App resourceServer = scene.realm().resourceServer();

        for (Tokens tokens : List.of(login, head)) {
            assertThat(app.revoke(tokens.access()).status()).isEqualTo(200);
            assertThat(app.userinfo(tokens.access()).status()).isEqualTo(401);
            assertThat(resourceServer.accessActive(tokens.access())).isFalse();
        }

        assertThat(scene.realm().inside().revocation(head.familyId())).isEmpty();
        Tokens retried = app.refreshed(login);
        assertThat(retried.refresh()).isEqualTo(head.refresh());
        assertThat(app.userinfo(retried.access()).status()).isEqualTo(200);
        Tokens next = app.refreshed(head);
        assertThat(app.userinfo(next.access()).status()).isEqualTo(200);
        assertThat(app.userinfo(head.access()).status()).isEqualTo(401);
    }

    @Test
    void whenTheBrowserLogsOutThenAllItsFamiliesEndButTheOfflineOne() {
        SurfaceScene scene = scene();
        App app = scene.app();
        Browser browser = new Browser();
        Response granted = browser.grant(app, "alice", Map.of("scope", ONLINE));
        Tokens login = Tokens.of(granted);
        Tokens head = app.refreshed(login);
        Tokens others = scene.otherApp().refreshed(browser.open(scene.otherApp(), "alice"));
        Tokens offline = app.refreshed(browser.open(app, "alice", OFFLINE));

        browser.logout(app, granted.text("id_token")).make();

        assertThat(scene.realm().inside().revocation(head.familyId())).isEqualTo("SESSION_ENDED");
        assertThat(scene.realm().inside().revocation(others.familyId())).isEqualTo("SESSION_ENDED");
        assertDead(scene, head, login);
        assertGetsNothing(scene.otherApp().refresh(others.refresh()));
        assertThat(app.refreshed(offline).generation()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenTheBrowserLogsOutThenARefreshInFlightGetsNothing(boolean retry) {
        SurfaceScene scene = scene();
        Browser browser = new Browser();
        Response granted = browser.grant(scene.app(), "alice", Map.of("scope", ONLINE));
        Tokens login = Tokens.of(granted);
        Tokens head = scene.app().refreshed(login);

        Response answer =
                browser.logout(scene.app(), granted.text("id_token")).during(scene.app(), retry ? login : head);

        assertGetsNothing(answer);
        assertDead(scene, head, login);
        assertThat(scene.realm().inside().revocation(head.familyId())).isEqualTo("SESSION_ENDED");
    }

    @Test
    void givenTooManyWrongPasswordsThenTheUsersFamiliesEndForGood() {
        SurfaceScene scene = scene();
        App app = scene.app();
        scene.byAdmin("PUT", "", LOCKOUT).make();
        Tokens login = scene.login("alice", ONLINE);
        Tokens head = app.refreshed(login);
        Tokens offline = app.refreshed(scene.login("alice", OFFLINE));
        Tokens bobs = app.refreshed(scene.login("bob", ONLINE));

        Await.until(() -> {
            wrongPassword(scene.otherApp());
            return !scene.realm()
                    .admin()
                    .read("/" + scene.realm().name() + scene.user())
                    .path("enabled")
                    .asBoolean();
        });

        Await.until(() -> !scene.realm().inside().revocation(head.familyId()).isEmpty());
        assertDead(scene, head, login, offline);
        scene.updateUser("enabled", true).make();
        assertDead(scene, head, login, offline);
        for (Tokens tokens : List.of(head, offline)) {
            assertThat(scene.realm().inside().revocation(tokens.familyId())).isEqualTo("USER_DISABLED");
        }
        assertThat(app.refreshed(bobs).generation()).isEqualTo(2);
    }

    private static void wrongPassword(App app) {
        Map<String, String> form = Map.of("grant_type", "password", "username", "alice", "password", "wrong");
        assertThat(app.call("token", form).status()).isIn(400, 401);
    }

    private static void assertDead(SurfaceScene scene, Tokens... all) {
        for (Tokens tokens : all) {
            assertGetsNothing(scene.app().refresh(tokens.refresh()));
            assertThat(scene.app().refreshActive(tokens.refresh())).isFalse();
        }
    }

    private static void assertGetsNothing(Response answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().has("access_token")).isFalse();
        assertThat(answer.json().has("refresh_token")).isFalse();
    }
}
