package dev.tokenfamily.live.console;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.admin.RealmAdmin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** An admin puts clients under a policy at the console page. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagePolicyIT {

    private static final int ACCESS_TOKEN_SECONDS = 60; // as Keycloak has it where nobody says anything else
    private static final String MARKUP = "<img src=x onerror=alert(1)>";

    private final PageRealm pages;
    private final TestRealm realm;

    PagePolicyIT(KeycloakServer server) {
        pages = PageRealm.create(
                server, "page-policy", settings -> settings.setAccessTokenLifespan(ACCESS_TOKEN_SECONDS));
        realm = pages.realm();
    }

    private JsonNode read(String path) {
        return realm.admin().read("/page-policy/token-families" + path);
    }

    /** Another admin, by another way. */
    private void turnOn(String preset, String... clientIds) {
        expectSuccess(realm.admin()
                .post("/page-policy/token-families/presets/" + preset, Map.of("clientIds", List.of(clientIds))));
    }

    private void turnOff(String preset) {
        expectSuccess(realm.admin().delete("/page-policy/token-families/presets/" + preset));
    }

    private JsonNode policyOf(String clientId) {
        return read("/policy?clientId=" + clientId).path("effective").path("policy");
    }

    private JsonNode preset(String name) {
        for (JsonNode preset : read("/presets")) {
            if (preset.path("name").asText().equals(name)) {
                return preset;
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void givenAClientWithoutAPolicyThenAFewClicksLeadToObserveAndToEnforce() {
        App app = realm.publicClient("shop", "");

        try (TokenFamiliesPage page = pages.open("")) {
            page.follow("Clients").follow("shop");
            assertThat(page.text()).contains("Not governed", "No policy governs this client");
            page.follow("Turn on: observe").says("Log in once more");
            assertThat(policyOf("shop").isMissingNode()).as("a preview").isTrue();
            page.logInInWindow("Log in", PageRealm.ADMIN).says("What would change");
            page.press("Save").says("The policy is saved").says("What to do next");
            assertThat(page.clicks()).as("from nothing to observe").isEqualTo(5);
            assertThat(page.text()).contains("Observed", "stolen refresh tokens keep working");
            assertThat(policyOf("shop").path("enforcement").asText()).isEqualTo("observe");
            Tokens stolen = app.login("alice");
            app.refreshed(app.refreshed(stolen));
            realm.pass(12);
            assertThat(app.refresh(stolen.refresh()).status()).isEqualTo(200);

            assertThat(page.text()).doesNotContain("so for these as well");
            realm.publicClient("kiosk", "");
            turnOn("observe-first", "kiosk");
            page.go(pages.at("/clients")).go(pages.at("/clients/shop"));
            assertThat(page.text()).contains("under the preset observe-first, so for these as well: kiosk.");
            page.follow("Enforce with 10 seconds of grace").says("What would change");
            page.press("Save").says("The policy is saved").says("What to do next");
            assertThat(page.clicks()).as("and on to enforce").isEqualTo(7);

            assertThat(page.text()).contains("Enforced").doesNotContain("stolen refresh tokens keep working");
            assertThat(policyOf("shop").path("enforcement").asText()).isEqualTo("enforce");
            Tokens stolenLater = app.login("alice");
            app.refreshed(app.refreshed(stolenLater));
            realm.pass(12);
            assertThat(app.refresh(stolenLater.refresh()).status()).isEqualTo(400);

            realm.publicClient("blog", "");
            page.go(pages.at("/clients/blog"));
            assertThat(page.text())
                    .as("what would enforce is not offered to observe")
                    .contains("Not governed", "The preset observe-first enforces by now")
                    .doesNotContain("Turn on: observe");
            page.follow("Choose another preset").says("Choose a preset for the client blog");
            assertThat(page.noise()).isEmpty();
        } finally {
            turnOff("observe-first"); // other stories begin with it
        }
    }

    @Test
    void givenThatSomebodyElseChangesThePoliciesThenNothingTypedIsLostAndNothingIsOverwritten() {
        try (TokenFamiliesPage page = pages.open("/policy/cli-agents")) {
            page.fill("Grace period (seconds)", "33").press("Preview the changes");
            page.logInInWindow("Log in", PageRealm.ADMIN).says("What would change");
            realm.govern("of-somebody-else", Map.of());

            page.press("Save").says("Somebody has changed the policies in the meantime");

            assertThat(page.value("Grace period (seconds)")).isEqualTo("33");
            assertThat(preset("cli-agents").has("applied")).isFalse();
            page.press("Look again").says("What would change");
            realm.pass(ACCESS_TOKEN_SECONDS + 1); // the admin reads it; the login is fresh for five minutes
            page.press("Save").says("The policy is saved");
            assertThat(preset("cli-agents")
                            .path("applied")
                            .path("grace-period-seconds")
                            .asInt())
                    .isEqualTo(33);
            assertThat(realm.admin()
                            .read("/page-policy/client-policies/profiles")
                            .toString())
                    .contains("of-somebody-else");
            assertThat(page.noise()).isEmpty();
        }
    }

    @Test
    void givenAPresetThenClientsArePutUnderItAndTakenOut() {
        realm.publicClient("first", "");
        realm.publicClient(MARKUP, "");

        try (TokenFamiliesPage page = pages.open("/policy/native-mobile")) {
            page.fill("Client", "no-such-client").press("Add").says("There is no client no-such-client");
            page.fill("Client", "first").press("Add").says("Leave out first");
            page.fill("Client", MARKUP).press("Add").says("Leave out " + MARKUP);
            page.choose("Required action after a reuse", "UPDATE_PASSWORD").press("Preview the changes");
            page.logInInWindow("Log in", PageRealm.ADMIN).says("What would change");
            page.press("Save").says("The policy is saved");
            assertThat(preset("native-mobile").path("clientIds")).hasSize(2);
            assertThat(preset("native-mobile")
                            .path("applied")
                            .path("on-reuse-required-action")
                            .asText())
                    .isEqualTo("UPDATE_PASSWORD");

            page.press("Take out " + MARKUP).pressInDialog("Take out " + MARKUP).says("is taken out");
            assertThat(preset("native-mobile").path("clientIds").toString()).isEqualTo("[\"first\"]");

            page.pressTwice("Turn this preset off").says("Its client policy is removed");
            turnOn("fapi2");
            page.pressInDialog("Turn this preset off").says("Somebody has changed the policies in the meantime");
            assertThat(preset("native-mobile").has("applied")).isTrue();
            page.press("Turn this preset off")
                    .pressInDialog("Turn this preset off")
                    .says("The preset is turned off");
            assertThat(preset("native-mobile").has("applied")).isFalse();
            assertThat(preset("fapi2").has("applied")).isTrue();
            assertThat(page.noise()).isEmpty();
        } finally {
            turnOff("fapi2");
        }
    }

    @Test
    void givenAnAdminWhoMayOnlyLookThenThePageNamesTheRightThatIsMissing() {
        RealmAdmin.create(realm, "looker", "view-realm", "view-clients");
        realm.publicClient("looked-at", "");
        try (TokenFamiliesPage page = TokenFamiliesPage.of(realm).open("looker", pages.at("/clients/looked-at"))) {
            assertThat(page.text()).contains("Not governed").doesNotContain("The last 7 days");
            page.follow("Turn on: observe").says("lacks the role manage-realm");
            assertThat(policyOf("looked-at").isMissingNode()).isTrue();
            assertThat(page.go(pages.at("/users")).text()).contains("lacks the role view-users");
            assertThat(page.noise()).isEmpty();
        }
    }

    @Test
    void givenAnyScreenThenItIsForEverybodyInLightAndDark() {
        realm.publicClient("seen", "");
        List<String> places =
                List.of("/clients", "/clients/seen", "/policy", "/policy/strict?client=seen", "/clients/none");
        try (TokenFamiliesPage page = pages.open("")) {
            pages.assertForEverybody(page, places);
            page.go(pages.at("/clients/seen"))
                    .screenshot("page-client", 900)
                    .go(pages.at("/policy/strict?client=seen"));
            page.picture("page-policy").assertAsInTheDocuments();
            assertThat(page.noise()).isEmpty();
        }
    }
}
