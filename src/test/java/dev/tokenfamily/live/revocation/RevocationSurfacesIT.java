package dev.tokenfamily.live.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.revocation.Surface.Kin;
import dev.tokenfamily.suite.FullRunOnly;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever it is that ends, its tokens are dead for good: also within the grace period, in flight, and when what ended
 * begins again. The row says why.
 */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevocationSurfacesIT {

    private final KeycloakServer server;
    private final AtomicInteger realms = new AtomicInteger();

    RevocationSurfacesIT(KeycloakServer server) {
        this.server = server;
    }

    static List<Surface> surfaces() {
        return Surface.all();
    }

    private SurfaceScene scene() {
        return SurfaceScene.create(server, "surfaces-" + realms.incrementAndGet());
    }

    @ParameterizedTest
    @MethodSource("surfaces")
    void whenSomethingEndsThenItsFamiliesStayDeadAndAllOthersLive(Surface surface) {
        SurfaceScene scene = scene();
        App app = scene.app();
        Browser browser = new Browser();
        Tokens login = browser.open(app, "alice");
        Tokens head = app.refreshed(login);
        Map<Kin, Tokens> others = new EnumMap<>(Kin.class);
        others.put(Kin.OTHER_APP, scene.otherApp().refreshed(browser.open(scene.otherApp(), "alice")));
        others.put(Kin.OTHER_SESSION, app.refreshed(scene.login("alice", "openid")));
        others.put(Kin.OFFLINE_SESSION, app.refreshed(scene.login("alice", "openid offline_access")));
        others.put(Kin.OTHER_USER, app.refreshed(scene.login("bob", "openid")));

        surface.act().apply(scene, head).make();

        assertThat(scene.realm().inside().revocation(head.familyId())).isEqualTo(surface.reason());
        assertDead(scene, head, login);
        assertStayDeadAfterRedo(surface, scene, head, login);
        others.forEach((kin, tokens) -> {
            App its = kin == Kin.OTHER_APP ? scene.otherApp() : app;
            assertThat(its.refresh(tokens.refresh()).status())
                    .as(kin.name())
                    .isEqualTo(surface.kin().contains(kin) ? 400 : 200);
            assertThat(scene.realm().inside().revocation(tokens.familyId()))
                    .as(kin.name())
                    .isEqualTo(surface.kin().contains(kin) ? surface.reason() : "");
        });
    }

    @ParameterizedTest
    @MethodSource("surfaces")
    void whenSomethingEndsThenTheFirstRefreshInFlightGetsNothing(Surface surface) {
        SurfaceScene scene = scene();
        Tokens login = scene.login("alice", "openid");

        assertGetsNothing(surface.act().apply(scene, login).during(scene.app(), login));

        assertStayDeadAfterRedo(surface, scene, login);
        assertThat(scene.realm().inside().revocation(login.familyId())).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("surfaces")
    void whenSomethingEndsThenARefreshInFlightGetsNothing(Surface surface) {
        assertGetsNothingInFlight(surface, (login, head) -> head);
    }

    @ParameterizedTest
    @MethodSource("surfaces")
    void whenSomethingEndsThenARetryInFlightGetsNothing(Surface surface) {
        assertGetsNothingInFlight(surface, (login, head) -> login);
    }

    private void assertGetsNothingInFlight(Surface surface, BinaryOperator<Tokens> presented) {
        SurfaceScene scene = scene();
        Tokens login = scene.login("alice", "openid");
        Tokens head = scene.app().refreshed(login);

        assertGetsNothing(surface.act().apply(scene, head).during(scene.app(), presented.apply(login, head)));

        assertStayDeadAfterRedo(surface, scene, head, login);
        assertThat(scene.realm().inside().revocation(head.familyId())).isEqualTo(surface.reason());
    }

    private static void assertGetsNothing(Http.Response answer) {
        assertThat(answer.status()).as(answer.text()).isIn(400, 401); // 401 where the client is disabled
        assertThat(answer.json().has("access_token")).isFalse();
        assertThat(answer.json().has("refresh_token")).isFalse();
    }

    private static void assertDead(SurfaceScene scene, Tokens... all) {
        for (Tokens tokens : all) {
            assertGetsNothing(scene.app().refresh(tokens.refresh()));
            assertThat(scene.realm().lastEvent("app").type()).isEqualTo("REFRESH_TOKEN_ERROR");
        }
    }

    /** Begins again what ended, as far as that can be. */
    private static void assertStayDeadAfterRedo(Surface surface, SurfaceScene scene, Tokens... all) {
        surface.redo().apply(scene, all[0]).make();
        assertDead(scene, all);
        for (Tokens tokens : all) {
            assertThat(scene.app().refreshActive(tokens.refresh())).isFalse();
        }
    }
}
