package dev.tokenfamily.live.selfservice;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static dev.tokenfamily.live.selfservice.SignInsPage.CONFIRMATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What somebody tries who is not the user, or not all of the user: a thief, an admin, another user, a program. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MySignInsAbuseIT {

    private static final Map<String, String> END_OTHERS = Map.of("action", "end-others");

    private final TestRealm realm;
    private final App shop;

    MySignInsAbuseIT(KeycloakServer server) {
        realm = SignInsPage.setUp(TestRealm.create(server, "my-abuse"))
                .govern("strict", Map.of("grace-period-seconds", 0))
                .withUser("anna", user -> {});
        shop = realm.publicClient("shop", "strict");
    }

    /** A family of that user, which has been refreshed once. */
    private Tokens signIn(String user) {
        return shop.refreshed(shop.login(user));
    }

    private static void assertRefused(Response answer, int status, String error) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text("error")).isEqualTo(error);
        assertThat(answer.text("error_description")).isNotBlank();
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void givenAnotherUsersIdsThenThereIsNothing() {
        realm.withUser("owner", user -> {}).withUser("stranger", user -> {});
        Tokens owners = signIn("owner");
        String incidents = Theft.of(shop, shop.login("owner")).family();
        String incident = realm.incident("familyId=" + incidents).path("id").asText();
        SignInsPage stranger = SignInsPage.open(realm, "stranger");

        assertThat(stranger.families()).isEmpty();
        assertThat(stranger.incidents()).isEmpty();
        assertRefused(stranger.begin(Map.of("action", "end", "family", owners.familyId())), 404, "not_found");
        assertRefused(
                stranger.begin(Map.of("action", "name", "family", owners.familyId(), "name", "mine")),
                404,
                "not_found");
        assertRefused(
                stranger.begin(Map.of("action", "answer", "incident", incident, "answer", "me")), 404, "not_found");
        shop.refreshed(owners);
    }

    @Test
    void givenATokenOfAnotherRealmOrNoneThenItIsNoToken() {
        TestRealm other = SignInsPage.setUp(TestRealm.create(realm.server(), "my-abuse-other"))
                .withUser("anna", user -> {});
        String foreign = SignInsPage.open(other, "anna").token();
        SignInsPage here = SignInsPage.open(realm, "anna");
        for (String token : List.of(foreign, "", "garbage", "a.b.c", here.token() + "x")) {
            Response answer = here.with(token).get("families");
            assertThat(answer.status()).as(token).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Bearer");
        }
        assertThat(Http.get(SignInsPage.url(realm, "families")).status()).isEqualTo(401);
        assertRefused(here.with(foreign).begin(END_OTHERS), 401, "invalid_token");
    }

    @Test
    void givenATokenOfAnyOtherClientThenItIsForbidden() {
        SignInsPage page = SignInsPage.open(realm, "anna");
        String theirs = Tokens.of(shop.call(
                        "token",
                        Map.of("grant_type", "password", "username", "anna", "password", "anna", "scope", "openid")))
                .access();
        assertRefused(page.with(theirs).get("families"), 403, "wrong_client");
        assertRefused(page.with(theirs).begin(END_OTHERS), 403, "wrong_client");
    }

    @Test
    void givenAServiceAccountThenItIsForbidden() {
        App robot = realm.client("robot", "strict", client -> {
            client.setSecret("secret");
            client.setServiceAccountsEnabled(true);
        });
        JsonNode account = realm.admin()
                .read("/" + realm.name() + "/clients/" + realm.clientUuid("robot") + "/service-account-user");
        String clients = "/" + realm.name() + "/clients/" + realm.clientUuid("account");
        expectSuccess(realm.admin()
                .post(
                        "/" + realm.name() + "/users/" + account.path("id").asText() + "/role-mappings/clients/"
                                + realm.clientUuid("account"),
                        List.of(realm.admin().read(clients + "/roles/manage-account"))));
        String token =
                robot.call("token", Map.of("grant_type", "client_credentials")).text("access_token");
        assertThat(token).isNotEmpty();
        SignInsPage page = SignInsPage.open(realm, "anna");
        assertRefused(
                page.with(token).begin(END_OTHERS), 403, "wrong_client"); // and the page's own has no such account
        assertThat(SignInsPage.client(realm)
                        .call("token", Map.of("grant_type", "client_credentials"))
                        .status())
                .isBetween(400, 401);
    }

    @Test
    void givenAnAdminInTheUsersPlaceThenTheListIsThereAndNothingChanges() {
        realm.withUser("represented", user -> {});
        signIn("represented");
        Browser admins = new Browser();
        admins.impersonate(realm.admin(), shop, realm.userId("represented"));
        SignInsPage page = SignInsPage.in(admins, realm, "nobody");
        assertThat(page.families()).hasSizeGreaterThanOrEqualTo(1);
        assertRefused(page.begin(END_OTHERS), 403, "not_for_you");
    }

    /** The plays of a thief who has an access token of the page. */
    @Test
    void givenAStolenTokenThenNothingOfTheOwnersEnds() {
        realm.withUser("victim", user -> {});
        Tokens owners = signIn("victim");
        SignInsPage owner = SignInsPage.open(realm, "victim");
        SignInsPage thief = owner.with(owner.token());

        Response byKeycloak = Http.send(
                "DELETE",
                URI.create(realm.url() + "/account/sessions?current=true"),
                "",
                "Authorization",
                "Bearer " + owner.token(),
                "Accept",
                "application/json");
        assertThat(byKeycloak.status()).as("Keycloak's own account API").isEqualTo(403);

        String begun = thief.begun(END_OTHERS);
        assertRefused(thief.finish(begun), 409, "login_required");

        // he waits for the owner's next login, which is for something else
        realm.pass(2);
        SignInsPage later = SignInsPage.in(owner.browser(), realm, "victim");
        assertRefused(thief.finish(begun), 409, "login_required");
        assertRefused(later.finish(begun), 409, "login_required");
        String ownersAction = later.begun(Map.of("action", "name", "family", owners.familyId(), "name", "mine"));
        SignInsPage confirmed = later.confirmed(ownersAction);
        assertRefused(thief.finish(begun), 409, "login_required");
        assertRefused(confirmed.finish(begun), 409, "login_required");

        // the owner's own confirmed action needs the token of that login
        realm.pass(2);
        assertRefused(thief.finish(ownersAction), 409, "login_required");
        assertThat(confirmed.finish(ownersAction).status()).isEqualTo(200);
        shop.refreshed(owners);
    }

    @Test
    void givenAThiefWhoUsesUpWhatMayBeBegunThenTheOwnerLogsInAndEndsAll() {
        realm.withUser("locked", user -> {});
        SignInsPage owner = SignInsPage.open(realm, "locked");
        SignInsPage thief = owner.with(owner.token());
        Response last = thief.begin(END_OTHERS);
        for (int begun = 1; begun < 30 && last.status() == 201; begun++) {
            last = thief.begin(END_OTHERS);
        }
        assertRefused(last, 429, "too_many_requests");
        assertRefused(owner.begin(END_OTHERS), 429, "too_many_requests");
        assertThat(SignInsPage.open(realm, "locked").act(END_OTHERS).status()).isEqualTo(200);
    }

    @Test
    void givenALinkWithTheThiefsActionThenTheOwnersCookieIsNotEnough() {
        realm.withUser("clicker", user -> {});
        Tokens owners = signIn("clicker");
        SignInsPage owner = SignInsPage.open(realm, "clicker");
        String begun = owner.begun(END_OTHERS);
        realm.pass(2);
        // without prompt=login; Keycloak asks for the password all the same, and a page says what would be done
        Response shown = owner.browser()
                .look(
                        SignInsPage.authorization(realm, Map.of("kc_action", CONFIRMATION + ":" + begun)),
                        realm.url() + "/protocol/",
                        realm.url() + "/login-actions/");
        assertThat(Browser.asksToLogIn(shown)).isTrue();
        assertRefused(owner.finish(begun), 409, "login_required");
        shop.refreshed(owners);
    }

    @Test
    void givenAnotherUsersActionThenItCanBeNeitherConfirmedNorDone() {
        realm.withUser("one", user -> {}).withUser("two", user -> {});
        SignInsPage one = SignInsPage.open(realm, "one");
        SignInsPage two = SignInsPage.open(realm, "two");
        String begun = one.begun(END_OTHERS);
        SignInsPage after = two.confirmed(begun); // Keycloak says kc_action_status=error, and logs in
        assertRefused(after.finish(begun), 404, "not_found");
        assertRefused(one.finish(begun), 409, "login_required");
    }

    @Test
    void givenAnotherBrowserOfTheSameUserThenTheActionIsNotTheirs() {
        realm.withUser("twice", user -> {});
        SignInsPage first = SignInsPage.open(realm, "twice");
        SignInsPage second = SignInsPage.open(realm, "twice");
        String begun = first.begun(END_OTHERS);
        SignInsPage after = second.confirmed(begun);
        assertRefused(after.finish(begun), 404, "not_found");
        assertRefused(first.finish(begun), 409, "login_required");
    }

    @Test
    void givenAnActionThatWasDoneThenItIsGone() {
        realm.withUser("replayed", user -> {});
        SignInsPage page = SignInsPage.open(realm, "replayed");
        String begun = page.begun(END_OTHERS);
        SignInsPage confirmed = page.confirmed(begun);
        assertThat(confirmed.finish(begun).status()).isEqualTo(200);
        Tokens later = signIn("replayed");
        assertRefused(confirmed.finish(begun), 404, "not_found");
        shop.refreshed(later);
    }

    @Test
    void givenTenMinutesThenAnActionIsGone() {
        realm.withUser("slow", user -> {});
        SignInsPage page = SignInsPage.open(realm, "slow");
        String begun = page.begun(END_OTHERS);
        realm.pass(601);
        SignInsPage later = SignInsPage.in(page.browser(), realm, "slow");
        assertRefused(later.finish(begun), 404, "not_found");
    }

    @Test
    void givenTheAccusedSessionThenItCannotSayThatItWasTheUser() {
        realm.withUser("accused", user -> {});
        Browser thiefs = new Browser();
        Tokens stolen = thiefs.open(shop, "accused");
        Theft theft = Theft.of(shop, stolen);
        String incident =
                realm.incident("familyId=" + theft.family()).path("id").asText();
        Map<String, String> me = Map.of("action", "answer", "incident", incident, "answer", "me");

        SignInsPage accused = SignInsPage.in(thiefs, realm, "accused");
        assertThat(accused.incidents().path(0).path("answers").toString()).isEqualTo("[\"not-me\"]");
        assertRefused(accused.begin(me), 403, "accused");

        SignInsPage elsewhere = SignInsPage.open(realm, "accused");
        assertThat(elsewhere.act(me).status()).isEqualTo(200);
        assertThat(realm.incident("familyId=" + theft.family()).path("answer").asText())
                .isEqualTo("me");
        assertRefused(elsewhere.begin(me), 409, "no_longer_possible");
    }

    @Test
    void givenANameOfMarkupThenItIsPlainText() {
        realm.withUser("script", user -> {});
        Tokens tokens = signIn("script");
        SignInsPage page = SignInsPage.open(realm, "script");
        String name = "<script>alert(\"1\")</script> ${user.email} 東京 😀";
        assertThat(page.act(Map.of("action", "name", "family", tokens.familyId(), "name", name))
                        .status())
                .isEqualTo(200);
        assertThat(page.family(tokens.familyId()).path("name").asText()).isEqualTo(name);
        for (String bad : List.of("a\nb", "x".repeat(65), "\u202Eabc")) {
            assertRefused(
                    page.begin(Map.of("action", "name", "family", tokens.familyId(), "name", bad)),
                    400,
                    "invalid_request");
        }
        Tokens next = shop.refreshed(tokens);
        assertThat(page.family(next.familyId()).path("name").asText())
                .as("it survives rotations")
                .isEqualTo(name);
    }

    @Test
    void givenThousandsOfCallsThenTheRestIsRefusedAndOtherUsersAreNot() {
        realm.withUser("busy", user -> {});
        SignInsPage busy = SignInsPage.open(realm, "busy");
        Response last = busy.get("families");
        for (int call = 0; call < 10_000 && last.status() == 200; call++) {
            last = busy.get("families");
        }
        SignInsPage other = SignInsPage.open(realm, "anna");
        for (int call = 0; call < 30; call++) { // so that all are of one minute on a busy machine too
            assertRefused(last, 429, "too_many_requests");
            assertThat(Integer.parseInt(last.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1, 60);
            last = busy.get(call % 2 == 0 ? "families" : "incidents");
        }
        assertThat(other.get("families").status()).isEqualTo(200);
        realm.pass(61);
        assertThat(busy.get("families").status()).isEqualTo(200);
    }

    @Test
    void givenAPageOfAnotherOriginThenItIsRefused() {
        SignInsPage page = SignInsPage.open(realm, "anna");
        Response answer = Http.get(
                SignInsPage.url(realm, "families"),
                "Authorization",
                "Bearer " + page.token(),
                "Origin",
                "https://evil.example");
        assertRefused(answer, 403, "wrong_origin");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        Response preflight =
                Http.send("OPTIONS", SignInsPage.url(realm, "families"), "", "Origin", "https://evil.example");
        assertThat(preflight.status()).isEqualTo(403);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        String own = realm.server().url().toString().replaceFirst("/$", "");
        assertThat(Http.send("OPTIONS", SignInsPage.url(realm, "families"), "", "Origin", own)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void givenNonsenseThenTheAnswerIsNeverAFaultOfTheServer() {
        SignInsPage page = SignInsPage.open(realm, "anna");
        for (String path : List.of(
                "families?first=-1",
                "families?first=x",
                "families?max=0",
                "families?max=1&max=2",
                "families?first=99999999999",
                "incidents?%00=1",
                "incidents/x",
                "actions",
                "actions/%00",
                "nothing",
                "")) {
            assertThat(page.get(path).status()).as(path).isBetween(400, 499);
        }
        for (String id : List.of("%00", "x", "a".repeat(43), "a".repeat(5_000), "%F0%9F%98%80", "a%2Fb")) {
            assertThat(Http.send(
                                    "POST",
                                    SignInsPage.url(realm, "actions/" + id),
                                    "",
                                    "Authorization",
                                    "Bearer " + page.token())
                            .status())
                    .as(id)
                    .isBetween(400, 499);
        }
        for (String body : List.of(
                "",
                "{",
                "null",
                "{\"action\": \"end\", \"family\": \"\\u0000\"}",
                "{\"action\": \"end\", \"family\": \"" + "f".repeat(255) + "\"}",
                "{\"action\": \"answer\", \"incident\": \"\\uD800\", \"answer\": \"me\"}",
                "x".repeat(10_000))) {
            assertThat(page.post("actions", body).status()).as(body).isBetween(400, 499);
        }
        assertThat(Http.send("POST", SignInsPage.url(realm, "actions"), "{}", "Authorization", "Bearer " + page.token())
                        .status())
                .as("no content type")
                .isBetween(400, 499);
    }

    /** An admin has decided that: no user's request writes the realm. */
    @Test
    void givenAnAdminHasRemovedTheConfirmationThenNothingCanBeBegunAndItStaysAway() {
        TestRealm lacking = TestRealm.create(realm.server(), "abuse-without-confirmation");
        SignInsPage.setUp(lacking);
        lacking.withUser("rosa", u -> {});
        String actions = "/" + lacking.name() + "/authentication/required-actions";
        expectSuccess(lacking.admin().delete(actions + "/" + SignInsPage.CONFIRMATION));

        SignInsPage page = SignInsPage.open(lacking, "rosa");
        assertRefused(page.begin(END_OTHERS), 404, "not_found");

        assertThat(lacking.admin().read(actions).findValuesAsText("alias")).doesNotContain(SignInsPage.CONFIRMATION);
        assertThat(lacking.server().logged()).contains("lacks the required action " + SignInsPage.CONFIRMATION);
        SignInsPage.setUp(lacking);
        assertThat(lacking.admin().read(actions).findValuesAsText("alias")).contains(SignInsPage.CONFIRMATION);
    }

    @Test
    void givenARealmThatIsNotSetUpThenThereIsNothing() {
        TestRealm without = TestRealm.create(realm.server(), "my-abuse-without");
        assertThat(Http.get(SignInsPage.url(without, "families")).status()).isEqualTo(404);
        without.client("token-family-account", "", client -> client.setPublicClient(true));
        assertThat(Http.get(SignInsPage.url(without, "families")).status())
                .as("anybody's client of that name")
                .isEqualTo(404);
    }
}
