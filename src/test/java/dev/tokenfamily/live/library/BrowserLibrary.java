package dev.tokenfamily.live.library;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.page.NodeModules;
import dev.tokenfamily.harness.page.Tabs;
import dev.tokenfamily.harness.realm.App;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.keycloak.representations.idm.ClientRepresentation;

/**
 * A library of npm in a page in Chromium.
 *
 * @param name of the package in npm, and of the page in {@code src/test/clients}
 */
record BrowserLibrary(String name, String kind, Map<Scenario, String> notApplicable) implements Library {

    @Override
    public String preset() {
        return "browser-app";
    }

    /** The pages refresh when they are told to, and not on their own besides. */
    @Override
    public void register(ClientRepresentation client) {
        client.getAttributes().put("access.token.lifespan", "300");
    }

    @Override
    public String version() {
        Tabs.assumeChromium();
        return NodeModules.version(name);
    }

    @Override
    public Installation install(App app, String user) {
        Tabs tabs = Tabs.browser(name + ".html", app);
        return new BrowserInstallation(tabs).loggedIn(user);
    }

    private static final class BrowserInstallation implements Installation {

        private final Tabs tabs;
        private int open;

        BrowserInstallation(Tabs tabs) {
            this.tabs = tabs;
        }

        BrowserInstallation loggedIn(String user) {
            open();
            if (!tabs.logIn(0, user).equals(Tabs.APPLICATION)) {
                throw new AssertionError(user + " could not log in");
            }
            tabs.close(0);
            return this;
        }

        private int open() {
            tabs.open();
            return open++;
        }

        @Override
        public Worker start() {
            return new Tab(tabs, open());
        }

        @Override
        public void close() {
            tabs.close();
        }
    }

    private record Tab(Tabs tabs, int number) implements Worker {

        @Override
        public List<Outcome> call(int atOnce) {
            List<JsonNode> results = tabs.refresh(Collections.nCopies(atOnce, number));
            return results.stream().map(Outcome::of).toList();
        }

        @Override
        public void kill() {
            tabs.close(number);
        }
    }
}
