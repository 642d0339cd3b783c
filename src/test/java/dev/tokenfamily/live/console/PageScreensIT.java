package dev.tokenfamily.live.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an admin sees and does at the console page: overview, incidents, families. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageScreensIT {

    private final PageRealm pages;
    private final TestRealm realm;
    private final App app;

    PageScreensIT(KeycloakServer server) {
        pages = PageRealm.enforcing(server, "page-screens");
        realm = pages.realm();
        app = realm.publicClient("spa", "enforce");
    }

    private static void assertQuiet(TokenFamiliesPage page) {
        assertThat(page.noise()).isEmpty();
        assertThat(page.hosts()).hasSize(1);
    }

    private JsonNode incident(Theft theft) {
        return realm.incident("familyId=" + theft.family());
    }

    private String placeOf(Theft theft) {
        return "/incidents/" + incident(theft).path("id").asText();
    }

    @Test
    void givenATheftThenTwoClicksSayWhatItWasAndAConfirmationEndsWhatIsChosen() {
        realm.withUser("carol", user -> {});
        Tokens other = app.login("carol");
        Theft theft = Theft.of(app, app.login("carol"));

        try (TokenFamiliesPage page = pages.open("")) {
            page.follow("Incidents").followInRow("carol");
            assertThat(page.clicks()).isEqualTo(2);
            assertThat(page.text())
                    .contains(
                            "Probably a theft",
                            "The device calls itself something else",
                            Theft.OWNERS_DEVICE,
                            Theft.THIEFS_DEVICE)
                    .contains("carol", "spa", "Open", "2 generations behind");

            page.press("Confirm theft …").choose("What ends", "All sessions of the user");
            page.says("This would end");
            assertThat(app.refresh(other.refresh()).status())
                    .as("a preview ends nothing")
                    .isEqualTo(200);
            page.press("Confirm theft").says("The theft is confirmed");

            assertThat(page.text()).contains("Confirmed theft", "by " + PageRealm.ADMIN);
            assertQuiet(page);
        }
        assertThat(incident(theft).path("state").asText()).isEqualTo("confirmed");
        assertThat(app.refresh(other.refresh()).status()).isEqualTo(400);
    }

    @Test
    void givenManyReusesOfOneHourThenTheyAreOneRowThatOpens() {
        App flooded = realm.publicClient("flooded", "enforce");
        realm.pass((int) (3600 - realm.inside().now() % 3600) + 1);
        for (String user : new String[] {"alice", "bob", "alice"}) {
            realm.pass(2); // so that it is newer than the one before
            Theft.of(flooded, flooded.login(user));
        }

        try (TokenFamiliesPage page = pages.open("/incidents?clientId=flooded")) {
            assertThat(page.text()).contains("alice").doesNotContain("bob");
            page.follow("and 2 more of the same hour, client and network");
            assertThat(page.text()).contains("alice", "bob").doesNotContain("more of the same hour");
            assertThat(page.seen().hash()).contains("wave=", "clientId=flooded");
            assertQuiet(page);
        }
    }

    @Test
    void givenAUserThenWhatIsHeldOfThatOneIsSaved() {
        AdminApi.expectSuccess(realm.admin().put("/page-screens", Map.of("adminEventsEnabled", true)));
        realm.withUser("erna", user -> {});
        Theft.of(app, app.login("erna"));
        try (TokenFamiliesPage page = pages.open("/users/" + realm.userId("erna"))) {
            page.press("Export data");
            Await.until(() -> exportsOf("erna") == 1);
            assertQuiet(page);
        }
    }

    private int exportsOf(String user) {
        return realm.admin()
                .read("/page-screens/admin-events?operationTypes=ACTION&resourcePath=token-families/users/"
                        + realm.userId(user) + "/data")
                .size();
    }

    @Test
    void givenAFalseAlarmThenTheKeyboardIsEnough() {
        Theft theft = Theft.of(app, app.login("bob"));

        try (TokenFamiliesPage page = pages.open(placeOf(theft))) {
            page.pressByKeyboard("False alarm").says("Marked as a false alarm");
            assertThat(incident(theft).path("state").asText()).isEqualTo("false-alarm");
            page.press("Open again").says("The incident is open again");
            page.pressTwice("Dismiss").says("The incident is dismissed").go(pages.at("/incidents"));
            assertThat(page.text()).as("a double click is one").doesNotContain("Somebody else");
            assertThat(incident(theft).path("state").asText()).isEqualTo("dismissed");
            assertQuiet(page);
        }
    }

    @Test
    void givenTwoAdminsThenTheSecondSeesWhatTheFirstHasDone() {
        Theft theft = Theft.of(app, app.login("bob"));
        String place = placeOf(theft);

        try (TokenFamiliesPage page = pages.open(place)) {
            AdminApi.expectSuccess(realm.admin()
                    .put(
                            "/page-screens/token-families" + place + "/state",
                            Map.of("state", "dismissed", "expected", "open")));

            page.press("False alarm").says("Somebody else has changed this incident meanwhile");

            assertThat(page.text()).contains("Dismissed", "by " + AdminApi.USER);
            assertThat(incident(theft).path("state").asText()).isEqualTo("dismissed");
            assertQuiet(page);
        }
    }

    @Test
    void givenThatTheTokenComesAgainMeanwhileThenNothingIsDecidedThatTheAdminHasNotSeen() {
        Theft theft = Theft.of(app, app.login("bob"));

        try (TokenFamiliesPage page = pages.open(placeOf(theft))) {
            assertThat(page.text()).doesNotContain("It came 1 more time.");
            theft.again(app);
            Await.until(() -> incident(theft).path("repeats").asInt() == 1);

            page.press("False alarm").says("A token has come again meanwhile; look again.");

            assertThat(page.text()).contains("It came 1 more time.");
            assertThat(incident(theft).path("state").asText()).isEqualTo("open");
            page.press("False alarm").says("Marked as a false alarm");
            assertThat(incident(theft).path("state").asText()).isEqualTo("false-alarm");
            assertQuiet(page);
        }
    }

    @Test
    void givenAFamilyThenItsLifeIsToldAndItCanBeRevoked() {
        realm.withUser("dora", user -> {});
        Tokens tokens = app.refreshed(app.login("dora"));

        try (TokenFamiliesPage page = pages.open("/families")) {
            page.fill("User name", "dora").press("Search").followInRow("dora");
            assertThat(page.text()).contains("Timeline", "First token issued", "after 1 rotation", "Active");

            page.press("Revoke this family").press("Cancel");
            assertThat(realm.inside().revocation(tokens.familyId())).isEmpty();
            page.press("Revoke this family").pressInDialog("Revoke this family").says("The family is revoked");

            assertThat(page.text()).contains("Revoked");
            assertQuiet(page);
        }
        assertThat(realm.inside().revocation(tokens.familyId())).isEqualTo("ADMIN");
    }

    @Test
    void givenHostileNamesThenTheyAreTextOnEveryScreen() {
        String markup = "\"><img src=x onerror=alert(1)><script>alert(2)</script>${7*7}{{7*7}}";
        App hostile = realm.publicClient(markup, "enforce");
        Theft theft = Theft.of(hostile, hostile.login("alice"), markup, "</title><svg onload=alert(3)>");

        try (TokenFamiliesPage page = pages.open(placeOf(theft))) {
            assertThat(page.text()).contains(markup, "</title><svg onload=alert(3)>");
            for (String place : List.of("/overview", "/incidents", "/families", "/families/" + theft.family())) {
                page.go(pages.at(place));
                assertThat(page.text()).as(place).contains("<img src=x onerror=alert(1)>");
            }
            page.go("#/%22%3E%3Cimg%20src=x%20onerror=alert(4)%3E/incidents/%3Csvg%20onload=alert(5)%3E");
            page.go(pages.at("/incidents?device=%3Cimg%20src=x%20onerror=alert(6)%3E&first=-1&unknown=%27"));
            assertThat(page.text()).contains("unknown");
            assertQuiet(page);
        }
    }

    @Test
    void givenAnyScreenThenItIsForEverybodyInLightAndDark() {
        Theft theft = Theft.of(app, app.login("alice"));
        List<String> places = List.of(
                "/overview",
                "/incidents",
                placeOf(theft),
                "/families",
                "/families/" + theft.family(),
                "/incidents?state=confirmed&clientId=spa&address=192.0.2.1",
                "/incidents/none");

        try (TokenFamiliesPage page = pages.open("")) {
            pages.assertForEverybody(page, places);
            page.go(pages.at(placeOf(theft))).press("Confirm theft …");
            assertThat(page.seen().focused()).as("the first field").isEqualTo("SELECT");
            assertThat(page.seen().violations()).as("the form").isEmpty();
            assertThat(page.widthIn(320)).as("WCAG 1.4.10").isLessThanOrEqualTo(320);
            assertQuiet(page);
        }
    }

    @Test
    void givenAnEmptyRealmThenEachScreenSaysSo() {
        PageRealm empty = PageRealm.create(realm.server(), "page-empty", settings -> {});
        try (TokenFamiliesPage page = empty.open("")) {
            assertThat(page.text())
                    .contains("No governed client refreshed a token in this period")
                    .doesNotContain("Clients whose copies race");
            assertThat(page.go(empty.at("/incidents")).text()).contains("No incident matches");
            assertThat(page.go(empty.at("/families")).text()).contains("No family matches");
            assertQuiet(page);
        }
    }

    /** They are copied to {@code docs/images} when they change. */
    @Test
    void thenTheDocumentsHaveTheirPictures() {
        PageRealm pictured = PageRealm.enforcing(realm.server(), "example");
        TestRealm example =
                pictured.realm().govern("observe", Map.of("grace-period-seconds", 0, "enforcement", "observe"));
        App shop = example.publicClient("web-shop", "enforce");
        Theft theft = Theft.of(shop, shop.login("alice"));
        App observed = example.publicClient("mobile-app", "observe");
        Tokens lost = observed.login("bob");
        observed.refreshed(lost);
        example.pass(4);
        observed.refreshed(lost);
        example.govern("lenient", Map.of("grace-period-seconds", 60));
        App agents = example.publicClient("coding-agent", "lenient");
        PageRealm.race(agents, "bob");
        String incident =
                example.incident("familyId=" + theft.family()).path("id").asText();

        try (TokenFamiliesPage page = pictured.open("/overview")) {
            page.screenshot("page-overview", 1360)
                    .go(pictured.at("/incidents"))
                    .screenshot("page-incidents", 600)
                    .go(pictured.at("/incidents/" + incident))
                    .press("Confirm theft …")
                    .says("This would end")
                    .screenshot("page-incident", 1040)
                    .go(pictured.at("/families/" + theft.family()))
                    .screenshot("page-family", 800);
            assertQuiet(page);
        }
    }
}
