package dev.tokenfamily.live.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.page.Tabs;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.ConsoleClient;
import dev.tokenfamily.harness.realm.ConsoleRealm;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.live.console.TokenFamiliesPage.Seen;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.keycloak.representations.idm.RealmRepresentation;

/** A realm whose admins log in at the console page, and administer it there. */
record PageRealm(TestRealm realm) {

    /** May do everything in the realm. */
    static final String ADMIN = ConsoleRealm.admin("en");

    /** With these settings besides; without a browser the class is skipped. */
    static PageRealm create(KeycloakServer server, String name, Consumer<RealmRepresentation> settings) {
        Tabs.assumeChromium();
        return new PageRealm(ConsoleClient.in(ConsoleRealm.create(server, name, settings)));
    }

    /** With a profile {@code enforce}, under which a replaced token revokes at once. */
    static PageRealm enforcing(KeycloakServer server, String name) {
        PageRealm page = create(server, name, settings -> {});
        page.realm.govern("enforce", Map.of("grace-period-seconds", 0));
        return page;
    }

    /** The hash of a place in this realm, such as {@code /incidents}. */
    String at(String place) {
        return "#/" + realm.name() + place;
    }

    /** The page at that place, as the admin has it open. */
    TokenFamiliesPage open(String place) {
        return TokenFamiliesPage.of(realm).open(ADMIN, at(place));
    }

    /** In light and dark, for a screen reader, and in a window of 320 pixels (WCAG 1.4.10). The page is as before then. */
    void assertForEverybody(TokenFamiliesPage page, List<String> places) {
        for (String scheme : List.of("dark", "light")) {
            page.scheme(scheme);
            for (String place : places) {
                Seen seen = page.go(at(place)).seen();
                assertThat(seen.violations()).as(scheme + " " + place).isEmpty();
                assertThat(seen.title()).endsWith(" · " + realm.name() + " · Token families");
            }
        }
        for (String place : places) {
            assertThat(page.go(at(place)).widthIn(320)).as(place).isLessThanOrEqualTo(320);
        }
        page.widthIn(1280);
    }

    /** Each of four generations of a user's family is presented twice, under a grace period. */
    static void race(App app, String user) {
        Tokens token = app.login(user);
        for (int generation = 0; generation < 4; generation++) {
            Tokens next = app.refreshed(token);
            app.refreshed(token);
            token = next;
        }
    }
}
