package dev.tokenfamily.live.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.ConsoleClient;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** An admin comes to the console page, and stays there when the login ends. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageLoginIT {

    private final KeycloakServer server;
    private final TestRealm realm;

    PageLoginIT(KeycloakServer server) {
        this.server = server;
        realm = PageRealm.enforcing(server, "page-login").realm();
        App app = realm.publicClient("spa", "enforce");
        Theft.of(app, app.login("alice"));
    }

    @Test
    void givenAnAdminOfTheRealmThenTheIncidentsAreThereAndNothingStaysBehind() {
        try (TokenFamiliesPage page = TokenFamiliesPage.of(realm).open(PageRealm.ADMIN, "#/page-login/incidents")) {
            assertThat(page.text()).contains("Incidents", "spa", PageRealm.ADMIN);
            assertThat(page.seen().title()).isEqualTo("Incidents · page-login · Token families");
            assertThat(page.seen().focused()).isEqualTo("H1");
            assertThat(page.stored().toString()).isEqualTo("{\"local\":{},\"session\":{}}");
            assertThat(page.reload().text()).as("the session lasts").contains("spa");
            assertThat(page.noise()).isEmpty();
            assertThat(page.hosts()).containsExactly(server.url().getAuthority());
        }
    }

    @Test
    void givenTheServersAdminThenOneLoginServesOtherRealms() {
        ConsoleClient.inMaster(realm);
        try (TokenFamiliesPage page =
                TokenFamiliesPage.of(realm, "master", "en").open(AdminApi.USER, "#/page-login/incidents")) {
            assertThat(page.text()).contains("Incidents", "spa", AdminApi.USER);
            assertThat(page.noise()).isEmpty();
        }
    }

    @Test
    void givenTheAdminThemeThenKeycloaksConsoleLeadsToThePage() {
        TestRealm themed = PageRealm.create(server, "page-themed", settings -> settings.setAdminTheme("token-family"))
                .realm();
        try (TokenFamiliesPage page = TokenFamiliesPage.of(themed)
                .openByConsole(PageRealm.ADMIN, "#/page-themed/clients", "Token families")) {
            assertThat(page.text()).contains("Overview", PageRealm.ADMIN);
            assertThat(page.seen().title()).contains("page-themed");
        }
    }

    @Test
    void givenNoClientThenThePageSaysWhichCommandCreatesIt() {
        TestRealm without = TestRealm.create(server, "page-without-client");
        try (TokenFamiliesPage page = TokenFamiliesPage.of(without)) {
            assertThat(page.openAlone())
                    .contains("page-without-client has no client token-family-console", "token-families/setup");
            assertThat(page.noise()).isEmpty();
        }
    }

    @Test
    void givenAFilterThatIsNamedAsALoginsAnswerThenTheLoginComesBackToIt() {
        String place = "#/page-login/incidents?clientId=spa&state=confirmed&code=1";
        String filtered = "#/page-login/incidents?clientId=spa&state=confirmed";
        try (TokenFamiliesPage page = TokenFamiliesPage.of(realm).open(PageRealm.ADMIN, filtered)) {
            assertThat(page.seen().hash()).isEqualTo(filtered);
            assertThat(page.text()).contains("No incident matches");
            assertThat(page.reload().seen().hash()).isEqualTo(filtered);
            assertThat(page.go(place).reload().seen().hash()).isEqualTo(place);
            assertThat(page.noise()).isEmpty();
        }
    }

    /** Keycloak's pages have the Content-Security-Policy of the realm. */
    @Test
    void givenAnotherPageOfTheServerThenTheElementLogsInThereAndLeavesThatPageAlone() {
        String plain = "/realms/page-login/protocol/openid-connect/login-status-iframe.html";
        String failed = "/realms/page-login/protocol/openid-connect/auth";
        try (TokenFamiliesPage page = TokenFamiliesPage.of(realm).mount(plain)) {
            assertThat(page.text()).contains("Log in to see token families here.");
            page.logInInWindow("Log in", PageRealm.ADMIN).says(PageRealm.ADMIN).follow("Incidents");
            assertThat(page.path()).isEqualTo(plain);
            assertThat(page.text()).contains("spa");
            assertThat(page.seen().hash()).isEqualTo("#token-families/page-login/incidents");
            assertThat(page.seen().title()).doesNotContain("Token families");

            page.go("#/page-login/families");
            assertThat(page.text())
                    .as("a hash that is the other page's")
                    .contains("Incidents", "spa")
                    .doesNotContain("Only together with a user name");

            assertThat(page.mount(failed).says(PageRealm.ADMIN).path()).isEqualTo(failed);
            assertThat(page.text()).as("the session lasts").contains("Overview").doesNotContain("Log in to see");
            assertThat(page.stored().toString()).doesNotContain("token-family");
            assertThat(page.noise()).isEmpty();
        }
    }

    @Test
    void givenThatTheSessionEndsThenWhatWasTypedSurvivesTheNextLogin() {
        try (TokenFamiliesPage page = TokenFamiliesPage.of(realm).open(PageRealm.ADMIN, "#/page-login/incidents")) {
            page.fill("Client", "spa");
            AdminApi.expectSuccess(
                    realm.admin().post("/page-login/users/" + realm.userId(PageRealm.ADMIN) + "/logout", Map.of()));

            page.press("Search").says("Your login has ended");
            assertThat(page.value("Client")).isEqualTo("spa");
            page.logInInWindow("Log in again", PageRealm.ADMIN);

            assertThat(page.text()).contains("spa").doesNotContain("Your login has ended");
            assertThat(page.seen().hash()).contains("clientId=spa");
            assertThat(page.noise()).isEmpty();
        }
    }
}
