package dev.tokenfamily.live.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.admin.RealmAdmin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** An admin finds out at the console page why a user was logged out. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageHistoryIT {

    private final PageRealm pages;
    private final TestRealm realm;
    private final App app;

    PageHistoryIT(KeycloakServer server) {
        pages = PageRealm.enforcing(server, "page-history");
        realm = pages.realm();
        app = realm.publicClient("spa", "enforce");
    }

    /** Ends are recorded beside the request. */
    private void awaitEnds(String user, int ends) {
        Await.until(() -> realm.admin()
                        .read("/page-history/token-families/history?userId=" + realm.userId(user))
                        .size()
                >= ends);
    }

    @Test
    void givenAUserWhoWasLoggedOutThenThreeClicksSayWhy() {
        realm.withUser("carol", user -> {});
        Theft theft = Theft.of(app, app.login("carol"), Theft.OWNERS_DEVICE, "<img src=x onerror=alert(1)>");
        awaitEnds("carol", 1);

        try (TokenFamiliesPage page = pages.open("")) {
            page.follow("Users")
                    .fill("User name, name or e-mail", "carol")
                    .press("Search")
                    .follow("carol");
            assertThat(page.clicks()).isEqualTo(3);
            assertThat(page.text())
                    .contains("Why was this user logged out?", "A replaced refresh token was used again")
                    .contains("It ended one token family of spa.", "<img src=x onerror=alert(1)>")
                    .contains("Probably", "Revoked");

            page.follow("Show all: Incidents");
            assertThat(page.seen().hash()).isEqualTo(pages.at("/incidents?username=carol"));
            assertThat(page.text()).contains("carol", "<img src=x onerror=alert(1)>");
            page.fill("User name", "nobody-of-that-name").press("Search").says("There is no user with the name");

            assertThat(page.go(pages.at("/history?familyId=" + theft.family())).text())
                    .contains("A replaced refresh token was used again");
            page.follow("See the incident").says("Both sides");
            assertThat(page.noise()).isEmpty();
        }
    }

    @Test
    void givenAUserThenOneButtonSignsOutEverywhereAfterAPreview() {
        realm.withUser("dora", user -> {});
        Tokens first = app.refreshed(app.login("dora"));
        Tokens second = app.login("dora");
        String place = "/users/" + realm.userId("dora");

        try (TokenFamiliesPage page = pages.open(place)) {
            page.pressTwice("Sign out everywhere")
                    .says("Sign out dora everywhere? This ends 1 family and 2 client sessions.");
            page.pressInDialog("Cancel");
            first = app.refreshed(first);
            page.press("Sign out everywhere")
                    .says("Sign out dora everywhere?")
                    .pressInDialog("Sign out everywhere")
                    .says("The user is signed out. This ended 1 family and 2 client sessions.");

            assertThat(app.refresh(first.refresh()).status()).isEqualTo(400);
            assertThat(app.refresh(second.refresh()).status()).isEqualTo(400);
            awaitEnds("dora", 1);
            assertThat(page.go(pages.at("/history?username=dora")).text())
                    .contains("An admin revoked the tokens", "By the admin " + PageRealm.ADMIN);
            assertThat(page.noise()).isEmpty();
        }
    }

    @Test
    void givenAnAdminWithoutEventsThenWhoDidItIsNotShown() {
        realm.withUser("erik", user -> {});
        RealmAdmin.create(realm, "viewer", "view-users");
        app.refreshed(app.login("erik"));
        AdminApi.expectSuccess(realm.admin().post("/page-history/users/" + realm.userId("erik") + "/logout", Map.of()));
        awaitEnds("erik", 1);

        try (TokenFamiliesPage page = TokenFamiliesPage.of(realm).open("viewer", pages.at("/history?username=erik"))) {
            assertThat(page.text())
                    .contains("An admin ended the session", "By an admin.")
                    .doesNotContain("By the admin " + AdminApi.USER);
            page.go(pages.at("/history?username=nobody-of-that-name")).says("There is no user with the name");
            assertThat(page.go(pages.at("/clients")).text()).contains("lacks the role view-realm");
            assertThat(page.noise()).isEmpty();
        }
    }

    @Test
    void givenAnyScreenThenItIsForEverybodyInLightAndDark() {
        Theft theft = Theft.of(app, app.login("alice"));
        awaitEnds("alice", 1);
        List<String> places = List.of(
                "/users",
                "/users/" + realm.userId("alice"),
                "/history",
                "/history?familyId=" + theft.family(),
                "/users/none");
        try (TokenFamiliesPage page = pages.open("")) {
            pages.assertForEverybody(page, places);
            page.go(pages.at("/users/" + realm.userId("alice"))).screenshot("page-user", 1300);
            assertThat(page.noise()).isEmpty();
        }
    }
}
