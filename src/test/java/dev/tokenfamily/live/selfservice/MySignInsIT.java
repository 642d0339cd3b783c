package dev.tokenfamily.live.selfservice;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertSessionEnded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.SavedEvent;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Users see their own sign-ins, and end, name and answer what is theirs. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MySignInsIT {

    private final TestRealm realm;
    private final App shop;

    MySignInsIT(KeycloakServer server) {
        realm = SignInsPage.setUp(TestRealm.create(
                        server,
                        "mine",
                        settings -> settings.setEnabledEventTypes(
                                List.of("REFRESH_TOKEN", "REFRESH_TOKEN_ERROR", "CUSTOM_REQUIRED_ACTION"))))
                .govern(
                        "strict",
                        Map.of(
                                "grace-period-seconds",
                                0,
                                "absolute-lifetime-seconds",
                                86_400,
                                "inactivity-lifetime-seconds",
                                3_600));
        shop = realm.client("shop", "strict", client -> {
            client.setPublicClient(true);
            client.setName("The Shop");
        });
    }

    private Tokens signIn(String user) {
        return shop.refreshed(shop.login(user));
    }

    private JsonNode history(Tokens tokens) {
        return realm.admin()
                .read("/" + realm.name() + "/token-families/history?familyId=" + tokens.familyId())
                .path(0);
    }

    @Test
    void whenUsersLookThenTheySeeTheirFamiliesInWords() {
        realm.withUser("looker", user -> {});
        Tokens login = shop.login("looker");
        Tokens tokens = Tokens.of(shop.refresh(login.refresh(), "User-Agent", Theft.THIEFS_DEVICE));
        Tokens offline = shop.refreshed(shop.login("looker", "openid offline_access"));
        SignInsPage page = SignInsPage.open(realm, "looker");

        JsonNode family = page.family(tokens.familyId());
        assertThat(family.path("client").path("clientId").asText()).isEqualTo("shop");
        assertThat(family.path("client").path("name").asText()).isEqualTo("The Shop");
        assertThat(family.path("device").path("browser").asText()).isEqualTo("Chrome");
        assertThat(family.path("device").path("system").asText()).isEqualTo("Windows");
        assertThat(family.path("address").asText()).isEqualTo(realm.server().testHost());
        assertThat(family.path("offline").asBoolean()).isFalse();
        assertThat(family.path("current").asBoolean()).isFalse();
        assertThat(family.has("name")).isFalse();
        long started = family.path("startedAt").asLong();
        assertThat(family.path("endsAt").asLong()).isEqualTo(started + 86_400_000L);
        assertThat(family.path("endsUnusedAt").asLong())
                .isEqualTo(family.path("lastUsedAt").asLong() + 3_600_000L);
        assertThat(page.family(offline.familyId()).path("offline").asBoolean()).isTrue();
        assertThat(expectSuccess(page.get("families")).text())
                .as("nothing raw")
                .doesNotContain("Mozilla", realm.userId("looker"), "sessionId");
        JsonNode first = expectSuccess(page.get("families?max=1")).json();
        assertThat(first.path("families")).hasSize(1);
        assertThat(first.path("next").asInt()).isEqualTo(1);
        assertThat(expectSuccess(page.get("families?max=1&first=1")).json().has("next"))
                .isFalse();
        assertThat(page.get("families?max=101").status()).isEqualTo(400);
        assertThat(page.get("families?user=bob").status()).isEqualTo(400);
    }

    /** Sessions that Keycloak has lost, as it does without being told where it keeps them in memory only: their rows stay a while. */
    @Test
    void givenEndedSessionsInFrontThenTheListGoesOnBehindThem() {
        realm.withUser("pager", user -> {});
        Tokens oldest = signIn("pager");
        realm.pass(1);
        Tokens newer = signIn("pager");
        Tokens newest = signIn("pager");
        for (Tokens lost : List.of(newer, newest)) {
            realm.inside()
                    .sql("update TOKEN_FAMILY set SESSION_ID = 'gone' where ID = '" + lost.familyId()
                            + "' and REALM_ID = :realm");
        }
        SignInsPage page = SignInsPage.open(realm, "pager");

        JsonNode first = expectSuccess(page.get("families?max=2")).json();
        assertThat(first.path("families")).isEmpty();
        assertThat(first.path("next").asInt()).isEqualTo(2);
        JsonNode second = expectSuccess(page.get("families?max=2&first=2")).json();
        assertThat(second.path("families").findValuesAsText("id")).containsExactly(oldest.familyId());
        assertThat(second.has("next")).isFalse();
    }

    /** The client has two rules: one for everybody, and after it a stricter one for those who have a role. */
    @Test
    void givenARuleForARoleThenTheEndsAreThoseOfTheUsersOwnRule() {
        TestRealm ruled = SignInsPage.setUp(TestRealm.create(realm.server(), "my-sign-ins-ruled"))
                .withUser("boss", user -> {})
                .withUser("clerk", user -> {});
        String path = "/" + ruled.name();
        expectSuccess(ruled.admin().post(path + "/roles", Map.of("name", "boss")));
        expectSuccess(ruled.admin()
                .post(
                        path + "/users/" + ruled.userId("boss") + "/role-mappings/realm",
                        List.of(ruled.admin().read(path + "/roles/boss"))));
        expectSuccess(ruled.putProfiles(List.of(
                TestRealm.profile("all", List.of(TestRealm.executor(Map.of("absolute-lifetime-seconds", 20_000)))),
                TestRealm.profile(
                        "bosses",
                        List.of(TestRealm.executor(
                                Map.of("absolute-lifetime-seconds", 10_000, "for-roles", List.of("boss"))))))));
        ruled.savePolicies(List.of(
                TestRealm.policy("all", TestRealm.anyClient(), "all"),
                TestRealm.policy("bosses", TestRealm.anyClient(), "bosses")));
        App app = ruled.publicClient("app", "");

        for (Map.Entry<String, Long> limit :
                Map.of("boss", 10_000_000L, "clerk", 20_000_000L).entrySet()) {
            Tokens tokens = app.refreshed(app.login(limit.getKey()));
            JsonNode family = SignInsPage.open(ruled, limit.getKey()).family(tokens.familyId());
            assertThat(family.path("endsAt").asLong() - family.path("startedAt").asLong())
                    .as(limit.getKey())
                    .isEqualTo(limit.getValue());
        }
    }

    @Test
    void whenTheFamilyLivesOnTheLoginOfThePageThenItSaysSo() {
        realm.withUser("same", user -> {});
        Browser browser = new Browser();
        Tokens here = shop.refreshed(browser.open(shop, "same"));
        SignInsPage page = SignInsPage.in(browser, realm, "same");
        assertThat(page.family(here.familyId()).path("current").asBoolean()).isTrue();

        assertThat(page.act(Map.of("action", "end", "family", here.familyId())).status())
                .isEqualTo(200);
        assertThat(shop.refresh(here.refresh()).text("error")).isEqualTo("invalid_grant");
        assertThat(page.get("families").status())
                .as("the page's own login goes on")
                .isEqualTo(200);
    }

    @Test
    void whenOneIsEndedThenItsLoginEndsAndOthersGoOn() {
        realm.withUser("ender", user -> {});
        Browser laptop = new Browser();
        Tokens ended = shop.refreshed(laptop.open(shop, "ender"));
        Tokens other = signIn("ender");
        SignInsPage page = SignInsPage.open(realm, "ender");

        Response done = page.act(Map.of("action", "end", "family", ended.familyId()));
        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(done.json().path("families").asInt()).isEqualTo(1);
        assertThat(done.json().path("signedOut").asBoolean()).isFalse();

        assertSessionEnded(shop.refresh(ended.refresh()));
        assertThat(Browser.asksToLogIn(laptop.look(
                        Browser.loginOf(shop), realm.url().resolve("/realms/").toString())))
                .as("its cookie is worth nothing")
                .isTrue();
        shop.refreshed(other);
        assertThat(history(ended).path("cause").asText()).isEqualTo("self-service");
        assertThat(history(ended).path("by").path("kind").asText()).isEqualTo("user");
        SavedEvent event = realm.events("CUSTOM_REQUIRED_ACTION", "ender").stream()
                .filter(saved -> saved.keycloaksDetails().containsKey("custom_required_action"))
                .filter(saved -> !saved.detail("token_family_action").isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(event.detail("token_family_action")).isEqualTo("end");
        assertThat(event.detail("token_family_id")).isEqualTo(ended.familyId());
    }

    @Test
    void whenASupersededTokenOfAnEndedFamilyComesThenThereIsAnIncidentOnce() {
        realm.withUser("copied", user -> {});
        Tokens old = shop.login("copied");
        Tokens head = shop.refreshed(shop.refreshed(old));
        SignInsPage page = SignInsPage.open(realm, "copied");
        assertThat(page.act(Map.of("action", "end", "family", head.familyId())).status())
                .isEqualTo(200);

        shop.refresh(head.refresh());
        assertThat(page.incidents()).as("the newest tells nothing").isEmpty();
        assertSessionEnded(shop.refresh(old.refresh()));
        assertSessionEnded(shop.refresh(old.refresh()));

        assertThat(page.incidents()).hasSize(1);
        JsonNode incident = page.incidents().path(0);
        assertThat(incident.path("kind").asText()).isEqualTo("stale-lineage");
        assertThat(incident.path("ended").asText()).isEqualTo("nothing");
        assertThat(incident.path("answers").toString()).isEqualTo("[\"me\",\"not-me\"]");
        JsonNode admins = realm.incident("familyId=" + head.familyId());
        assertThat(admins.path("enforcement").asText()).isEqualTo("observe");
        assertThat(admins.path("repeats").asInt()).isEqualTo(1);
        SavedEvent event = realm.lastEvent("shop");
        assertThat(event.detail("token_family_copy")).isEqualTo("stale-lineage");
        assertThat(event.detail("token_family_incident_id"))
                .isEqualTo(admins.path("id").asText());
    }

    /** Where users have no sign-ins of their own, a refusal by Keycloak is looked at by nobody else. */
    @Test
    void givenThatTheRealmHasThePageNoMoreThenNothingIsLookedUpForARefusedToken() {
        TestRealm closed = SignInsPage.setUp(TestRealm.create(realm.server(), "my-sign-ins-closed"))
                .govern("strict", Map.of("grace-period-seconds", 0))
                .withUser("anna", user -> {});
        App app = closed.publicClient("app", "strict");
        Tokens old = app.login("anna");
        Tokens head = app.refreshed(old);
        assertThat(SignInsPage.open(closed, "anna")
                        .act(Map.of("action", "end", "family", head.familyId()))
                        .status())
                .isEqualTo(200);
        expectSuccess(closed.admin().delete("/" + closed.name() + "/clients/" + closed.clientUuid(SignInsPage.CLIENT)));

        assertSessionEnded(app.refresh(old.refresh()));

        assertThat(closed.lastEvent("app").detail("token_family_copy")).isEmpty();
        assertThat(closed.admin()
                        .read("/" + closed.name() + "/token-families/incidents?userId=" + closed.userId("anna")))
                .isEmpty();
    }

    @Test
    void whenAllOthersAreEndedThenThisLoginGoesOn() {
        realm.withUser("others", user -> {});
        Browser browser = new Browser();
        Tokens here = shop.refreshed(browser.open(shop, "others"));
        Tokens there = signIn("others");
        Tokens neverRefreshed = shop.login("others");
        Tokens offline = shop.refreshed(shop.login("others", "openid offline_access"));
        SignInsPage page = SignInsPage.in(browser, realm, "others");

        Response done = page.act(Map.of("action", "end-others"));
        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(done.json().path("families").asInt()).isEqualTo(2);

        for (Tokens ended : List.of(there, neverRefreshed, offline)) {
            assertThat(shop.refresh(ended.refresh()).status()).isEqualTo(400);
        }
        shop.refreshed(here);
        assertThat(StreamSupport.stream(page.families().spliterator(), false)
                        .map(family -> family.path("id").asText()))
                .containsExactly(here.familyId());
    }

    @Test
    void whenAllAreEndedThenThisLoginEndsToo() {
        realm.withUser("all", user -> {});
        Tokens there = signIn("all");
        SignInsPage page = SignInsPage.open(realm, "all");

        String begun = page.begun(Map.of("action", "end-all"));
        SignInsPage confirmed = page.confirmed(begun);
        Response done = confirmed.finish(begun);
        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(done.json().path("signedOut").asBoolean()).isTrue();

        assertThat(shop.refresh(there.refresh()).status()).isEqualTo(400);
        assertThat(confirmed.get("families").status()).isEqualTo(401);
        assertThat(realm.admin().read("/" + realm.name() + "/users/" + realm.userId("all") + "/sessions"))
                .isEmpty();
    }

    @Test
    void whenItWasSomebodyElseThenAllEndsAndANewPasswordIsDue() {
        realm.withUser("robbed", user -> {});
        Theft theft = Theft.of(shop, shop.login("robbed"));
        String incident =
                realm.incident("familyId=" + theft.family()).path("id").asText();
        SignInsPage page = SignInsPage.open(realm, "robbed");
        JsonNode listed = page.incidents().path(0);
        assertThat(listed.path("kind").asText()).isEqualTo("stale-lineage");
        assertThat(listed.path("presented").path("device").path("browser").asText())
                .isEqualTo("Chrome");
        assertThat(listed.path("holder").path("device").path("system").asText()).isEqualTo("Linux");
        assertThat(listed.path("ended").asText()).isEqualTo("family");

        Response done = page.act(Map.of("action", "answer", "incident", incident, "answer", "not-me"));
        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(done.json().path("signedOut").asBoolean()).isTrue();
        assertThat(done.json().has("families")).as("nobody has counted").isFalse();
        assertThat(realm.events("CUSTOM_REQUIRED_ACTION", "robbed"))
                .filteredOn(saved -> saved.detail("token_family_answer").equals("not-me"))
                .hasSize(1)
                .allSatisfy(
                        saved -> assertThat(saved.detail("token_family_ended")).isEmpty());
        assertThat(realm.admin()
                        .read("/" + realm.name() + "/users/" + realm.userId("robbed"))
                        .path("requiredActions")
                        .toString())
                .contains("UPDATE_PASSWORD");
    }

    @Test
    void whenTheConfirmationIsCancelledThenNothingIsDone() {
        realm.withUser("doubter", user -> {});
        Tokens tokens = signIn("doubter");
        SignInsPage page = SignInsPage.open(realm, "doubter");
        String begun = page.begun(Map.of("action", "end", "family", tokens.familyId()));
        Browser browser = page.browser();
        String[] sites = {realm.url() + "/protocol/", realm.url() + "/login-actions/"};
        Response login = browser.look(
                SignInsPage.authorization(
                        realm, Map.of("kc_action", SignInsPage.CONFIRMATION + ":" + begun, "prompt", "login")),
                sites);
        Response shown = browser.fillIn(
                login, "form#kc-form-login", Map.of("username", "doubter", "password", "doubter"), sites);
        assertThat(Jsoup.parse(shown.text()).select("#kc-token-family-confirm").text())
                .contains("This sign-in will be ended", "The Shop");
        Response back =
                browser.fillIn(shown, "form:has(#kc-token-family-confirm-button)", Map.of("cancel-aia", "true"), sites);
        assertThat(back.location())
                .hasValueSatisfying(to -> assertThat(to.toString()).contains("kc_action_status=cancelled"));
        SignInsPage after = SignInsPage.in(browser, realm, "doubter");
        assertThat(after.finish(begun).text("error")).isEqualTo("login_required");
        shop.refreshed(tokens);
    }

    @Test
    void whenANameIsTakenAwayThenThereIsNone() {
        realm.withUser("namer", user -> {});
        Tokens tokens = signIn("namer");
        SignInsPage page = SignInsPage.open(realm, "namer");
        page.act(Map.of("action", "name", "family", tokens.familyId(), "name", "work laptop"));
        assertThat(page.family(tokens.familyId()).path("name").asText()).isEqualTo("work laptop");
        page.act(Map.of("action", "name", "family", tokens.familyId(), "name", ""));
        assertThat(page.family(tokens.familyId()).has("name")).isFalse();
    }

    @Test
    void whenTheRealmIsSetUpThenTheClientIsAsNarrowAsItCanBe() {
        realm.withUser("claimant", user -> {});
        JsonNode client = realm.admin()
                .read("/" + realm.name() + "/clients?clientId=" + SignInsPage.CLIENT)
                .path(0);
        for (String off : List.of(
                "implicitFlowEnabled", "directAccessGrantsEnabled", "serviceAccountsEnabled", "fullScopeAllowed")) {
            assertThat(client.path(off).asBoolean()).as(off).isFalse();
        }
        assertThat(client.path("publicClient").asBoolean()).isTrue();
        assertThat(client.path("attributes").path("use.refresh.tokens").asText())
                .isEqualTo("false");
        assertThat(client.path("attributes").path("pkce.code.challenge.method").asText())
                .isEqualTo("S256");
        JsonNode claims = Tokens.claims(SignInsPage.open(realm, "claimant").token());
        assertThat(claims.path("realm_access").isMissingNode())
                .as("no realm role")
                .isTrue();
        assertThat(claims.path("resource_access").toString())
                .contains("view-profile")
                .as("by which Keycloak's own account API would end sessions, without any login")
                .doesNotContain("manage-account", "realm-management");
        assertThat(expectSuccess(realm.admin()
                                .post("/" + realm.name() + "/token-families/setup", Map.of("account", true)))
                        .json()
                        .path("changes"))
                .as("it can be repeated")
                .isEmpty();
    }
}
