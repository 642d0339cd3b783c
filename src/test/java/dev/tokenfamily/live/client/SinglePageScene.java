package dev.tokenfamily.live.client;

import dev.tokenfamily.harness.page.Tabs;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** For single-page applications with a library from npm, in Chromium. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SinglePageScene {

    final ClientScene scene;

    private final String page;

    /** The page of {@code src/test/clients} has the library's name. */
    SinglePageScene(KeycloakServer server, String library) {
        Tabs.assumeChromium();
        page = library + ".html";
        scene = ClientScene.create(server, library);
    }

    @AfterAll
    final void closeNetwork() {
        scene.close();
    }

    final SinglePageApp app(String profile) {
        return SinglePageApp.start(scene, scene.app(profile), page);
    }

    final SinglePageApp app(String profile, int accessTokenSeconds) {
        return SinglePageApp.start(scene, scene.app(profile, accessTokenSeconds), page);
    }
}
