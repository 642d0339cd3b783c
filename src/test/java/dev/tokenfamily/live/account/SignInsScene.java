package dev.tokenfamily.live.account;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Languages;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.page.Tabs;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.live.account.SignInsPage.Seen;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * A realm whose users have the page of their own sign-ins, and two applications of it.
 *
 * @param shop {@code Web shop}
 * @param mail {@code mail-app}, which has no other name
 */
record SignInsScene(TestRealm realm, App shop, App mail) {

    /** With these settings besides; without a browser the class is skipped. */
    static SignInsScene create(KeycloakServer server, String name, Consumer<RealmRepresentation> settings) {
        Tabs.assumeChromium();
        TestRealm realm = TestRealm.create(server, name, of -> {
                    TestRealm.at(server, of);
                    of.setInternationalizationEnabled(true);
                    of.setSupportedLocales(new LinkedHashSet<>(Languages.tags()));
                    of.setDefaultLocale("en");
                    settings.accept(of);
                })
                .govern("strict", Map.of("grace-period-seconds", 0));
        expectSuccess(realm.admin().post("/" + name + "/token-families/setup", Map.of("account", true)));
        return new SignInsScene(
                realm,
                realm.client("shop", "strict", client -> {
                    client.setPublicClient(true);
                    client.setName("Web shop");
                }),
                realm.publicClient("mail-app", "strict"));
    }

    /** A user of that name, who is signed in nowhere. */
    SignInsScene with(String user) {
        return with(user, settings -> {});
    }

    SignInsScene with(String user, Consumer<UserRepresentation> settings) {
        realm.withUser(user, settings);
        return this;
    }

    /** The realm has the page no more, as if it had never been set up. */
    void withoutPage() {
        expectSuccess(
                realm.admin().delete("/" + realm.name() + "/clients/" + realm.clientUuid("token-family-account")));
    }

    /** The user signs in to the application from a device, which uses its first token. */
    static Tokens signIn(App app, String user, String device) {
        return Tokens.of(app.refresh(app.login(user).refresh(), "User-Agent", device));
    }

    /** On the device of the owner in the tests of thefts: Firefox on Linux. */
    static Tokens signIn(App app, String user) {
        return signIn(app, user, Theft.OWNERS_DEVICE);
    }

    /** The page of that user, at the list. */
    SignInsPage open(String user) {
        return SignInsPage.of(realm).open(user, "");
    }

    void assertStillSignedIn(App app, Tokens tokens) {
        assertThat(app.refresh(tokens.refresh(), "User-Agent", Theft.OWNERS_DEVICE)
                        .status())
                .isEqualTo(200);
    }

    void assertEnded(App app, Tokens tokens) {
        assertThat(app.refresh(tokens.refresh(), "User-Agent", Theft.OWNERS_DEVICE)
                        .status())
                .isEqualTo(400);
        assertThat(realm.inside().revocation(tokens.familyId())).isEqualTo("SELF_SERVICE");
    }

    /** Nothing has gone wrong in the browser, which has spoken to this server only, and keeps nothing. */
    static void assertQuiet(SignInsPage page) {
        assertThat(page.noise()).isEmpty();
        assertThat(page.hosts()).hasSize(1);
        assertThat(page.stored().toString()).isEqualTo("{\"local\":{},\"session\":{}}");
    }

    /** What is shown now, in light and dark, for a screen reader, and in a window of 320 pixels (WCAG 1.4.10). */
    static void assertForEverybody(SignInsPage page, String what) {
        for (String scheme : List.of("dark", "light")) {
            Seen seen = page.scheme(scheme).seen();
            assertThat(seen.violations()).as(scheme + " " + what).isEmpty();
        }
        assertThat(page.widthIn(320)).as(what).isLessThanOrEqualTo(320);
        assertThat(page.seen().violations()).as("narrow " + what).isEmpty();
        page.widthIn(1280);
    }
}
