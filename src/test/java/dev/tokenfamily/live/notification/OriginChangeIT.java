package dev.tokenfamily.live.notification;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertGranted;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefusal;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.notification.MailServer.Mail;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The newest token comes from another place than the one where it was obtained (ADR 28). */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OriginChangeIT {

    private static final String LOGIN = "Refresh token was used in a new place, and a login is required";
    private static final String HOME = "198.51.100.7";
    private static final String NEIGHBOUR = "198.51.100.200";
    private static final String ELSEWHERE = "203.0.113.9";

    private final MailServer mails;
    private final TestRealm realm;

    OriginChangeIT(KeycloakServer server) {
        mails = MailServer.of(server);
        realm = MailScene.createRealm(
                        mails,
                        "origin-change",
                        settings -> settings.setEnabledEventTypes(
                                List.of("REFRESH_TOKEN", "REFRESH_TOKEN_ERROR", "EXECUTE_ACTION_TOKEN")))
                .govern("login", Map.of("on-origin-change", "require-login"))
                .govern(
                        "program",
                        Map.of("on-origin-change", "require-login", "origin-binding", "ip-prefix-and-user-agent"))
                .govern("told", Map.of("on-origin-change", "notify"))
                .govern("event", Map.of("on-origin-change", "event"))
                .govern("both", Map.of("on-origin-change", "notify", "notify-user", true, "grace-period-seconds", 0))
                .govern("observed", Map.of("on-origin-change", "require-login", "enforcement", "observe"));
    }

    @AfterAll
    void stop() {
        mails.close();
    }

    private App app(String policy) {
        return realm.publicClient("app-" + policy, policy);
    }

    private static Response from(String address, App app, Tokens tokens) {
        return app.refresh(tokens.refresh(), "X-Forwarded-For", address);
    }

    /** What a new user has after a login and a refresh at home. */
    private Tokens atHome(App app, String user) {
        realm.withUser(user, u -> {});
        return Tokens.of(from(HOME, app, app.login(user)));
    }

    private JsonNode incidents(Tokens tokens) {
        return realm.admin().read("/origin-change/token-families/incidents?familyId=" + tokens.familyId());
    }

    private JsonNode family(Tokens tokens) {
        return realm.admin().read("/origin-change/token-families/" + tokens.familyId());
    }

    private String detail(App app, String name) {
        return realm.lastEvent(app.clientId()).detail(name);
    }

    /** The queue is in order: whoever is told afterwards shows that nobody was before. */
    private void assertNoMoreMail(String user, int mailsSoFar) {
        String witness = "witness-" + user;
        App app = app("witness-" + user, "login");
        from(ELSEWHERE, app, atHome(app, witness));
        mails.only(witness + "@example.org");
        assertThat(mails.sentTo(user + "@example.org")).hasSize(mailsSoFar);
    }

    private App app(String clientId, String policy) {
        return realm.publicClient(clientId, policy);
    }

    @Test
    void givenALoginIsRequiredWhenAThiefUsesTheTokenElsewhereThenItEndsAndTheOwnerIsMailed() {
        App app = app("login");
        Tokens head = atHome(app, "owen");

        assertRefused(from(ELSEWHERE, app, head), LOGIN);

        assertRefusal(realm.lastEvent(app.clientId()), "origin_changed", head.familyId(), 1);
        assertThat(detail(app, "token_family_origin_change")).isEqualTo("address");
        assertThat(detail(app, "token_family_revocation_scope")).isEqualTo("family");
        assertThat(detail(app, "token_family_reuse")).isEmpty();
        assertThat(realm.inside().revocation(head.familyId())).isEqualTo("ORIGIN_CHANGE");
        assertThat(app.userinfo(head.access()).status()).isEqualTo(401);
        assertRefused(from(HOME, app, head), REVOKED);
        JsonNode incident = incidents(head).get(0);
        assertThat(incident.path("kind").asText()).isEqualTo("origin-change");
        assertThat(incident.path("enforcement").asText()).isEqualTo("enforce");
        assertThat(incident.path("presentedFrom").path("address").asText()).isEqualTo(ELSEWHERE);
        assertThat(incident.path("rotatedFrom").path("address").asText()).isEqualTo(HOME);
        Mail mail = mails.only("owen@example.org");
        assertThat(mail.subject()).contains("used from a new place");
        assertThat(mail.text())
                .contains(ELSEWHERE, HOME, "This sign-in to the application was ended")
                .doesNotContain("already been replaced");
        assertThat(realm.server().logged())
                .contains("verdict=origin_changed kind=origin-change enforcement=enforce scope=family revoked=1 family="
                        + head.familyId());
        JsonNode history = realm.admin().read("/origin-change/token-families/history?userId=" + realm.userId("owen"));
        assertThat(history.get(0).path("cause").asText()).isEqualTo("origin-change");
        assertNoMoreMail("owen", 1);
    }

    @Test
    void givenALoginIsRequiredWhenTheUserLogsInAgainThenTheNewPlaceIsTheOneThatCounts() {
        App app = app("again", "login");
        Tokens head = atHome(app, "ada");
        assertRefused(from(ELSEWHERE, app, head), LOGIN);

        Tokens anew = Tokens.of(from(ELSEWHERE, app, app.login("ada")));
        assertThat(Tokens.of(from("203.0.113.200", app, anew)).generation()).isEqualTo(2);
        assertThat(family(anew).path("status").asText()).isEqualTo("active");
    }

    @Test
    void givenALoginIsRequiredWhenAnOldTokenOfTheFamilyComesLaterThenThatIsCountedOnTheIncident() {
        App app = app("later", "login");
        realm.withUser("lara", u -> {});
        Tokens login = app.login("lara");
        Tokens head = Tokens.of(from(HOME, app, login));
        assertRefused(from(ELSEWHERE, app, head), LOGIN);
        realm.pass(3_600);

        assertRefused(from(ELSEWHERE, app, login), REVOKED);

        assertThat(incidents(head)).hasSize(1);
        assertThat(incidents(head).get(0).path("repeats").asInt()).isEqualTo(1);
        assertNoMoreMail("lara", 1);
    }

    /** What is left: the next refresh of the owner is a reuse. */
    @Test
    void givenALoginIsRequiredWhenAThiefIsInTheSameNetworkThenTheOwnersNextRefreshGivesHimAway() {
        App app = app("near", "login");
        Tokens head = atHome(app, "ned");
        Tokens thiefs = Tokens.of(from(NEIGHBOUR, app, head));
        realm.pass(60);
        assertThat(from(HOME, app, head).status()).isEqualTo(400);
        assertThat(realm.lastEvent(app.clientId()).verdict()).isEqualTo("reuse");
        assertThat(from(NEIGHBOUR, app, thiefs).status()).isEqualTo(400);
    }

    @Test
    void givenALoginIsRequiredWhenAnAnswerWasLostThenARetryElsewhereGetsTheHead() {
        App app = app("lost", "login");
        realm.withUser("liz", u -> {});
        Tokens login = app.login("liz");
        Tokens lost = Tokens.of(from(HOME, app, login));
        assertThat(Tokens.of(from(ELSEWHERE, app, login)).refresh()).isEqualTo(lost.refresh());
        assertGranted(realm.lastEvent(app.clientId()), "grace_retry", login.familyId(), 0);
        assertThat(incidents(login)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {Theft.THIEFS_DEVICE, ""})
    void givenTheProgramCountsWhenAThiefInTheNetworkHasAnotherOneOrNoneThenItEnds(String device) {
        App app = app("program-" + device.length(), "program");
        Tokens head = atHome(app, "pia" + device.length());
        assertRefused(app.refresh(head.refresh(), "X-Forwarded-For", NEIGHBOUR, "User-Agent", device), LOGIN);
        assertThat(detail(app, "token_family_origin_change")).isEqualTo("user-agent");
    }

    @Test
    void givenAnIntrospectionFromElsewhereThenTheTokenIsActiveAndNothingEnds() {
        App app = realm.client("asked", "login", client -> client.setSecret("secret"));
        Tokens head = atHome(app, "ines");
        assertThat(app.refreshActive(head.refresh())).isTrue();
        assertThat(Tokens.of(from(HOME, app, head)).generation()).isEqualTo(2);
    }

    @Test
    void givenTheUserIsToldWhenPlacesAlternateThenItGoesOnWithOneIncidentOfEachAndOneMailADay() {
        App app = app("told");
        Tokens tokens = atHome(app, "tom");
        for (String place : List.of(ELSEWHERE, HOME, ELSEWHERE, HOME)) {
            tokens = Tokens.of(from(place, app, tokens));
            assertGranted(realm.lastEvent(app.clientId()), "rotate", tokens.familyId(), tokens.generation() - 1);
            assertThat(detail(app, "token_family_origin_change")).isEqualTo("address");
        }
        Mail mail = mails.only("tom@example.org");
        assertThat(mail.text()).contains("Nothing was ended", ELSEWHERE, HOME);
        assertThat(incidents(tokens)).hasSize(2).allSatisfy(incident -> {
            assertThat(incident.path("enforcement").asText()).isEqualTo("observe");
            assertThat(incident.path("repeats").asInt()).isEqualTo(1);
        });
        assertThat(incidents(tokens).findValuesAsText("id")).contains(detail(app, "token_family_incident_id"));
        assertThat(family(tokens).path("status").asText()).isEqualTo("active");
        assertNoMoreMail("tom", 1);
    }

    /** The owner has moved that day, and was mailed about it: that must not be the thief's cover. */
    @Test
    void givenTheUserIsToldWhenAThiefComesOnADayOnWhichTheOwnerHasMovedThenHisPlaceIsReportedAtOnce() {
        App app = app("moved", "told");
        Tokens atTheOffice = Tokens.of(from(ELSEWHERE, app, atHome(app, "mona")));
        mails.only("mona@example.org");

        Tokens thiefs = Tokens.of(from("192.0.2.66", app, atTheOffice));

        String reported = detail(app, "token_family_incident_id");
        assertThat(incidents(thiefs)).hasSize(2).anySatisfy(incident -> {
            assertThat(incident.path("id").asText()).isEqualTo(reported);
            assertThat(incident.path("presentedFrom").path("address").asText()).isEqualTo("192.0.2.66");
            assertThat(incident.path("rotatedFrom").path("address").asText()).isEqualTo(ELSEWHERE);
        });
        assertThat(realm.server().logged().lines())
                .anyMatch(line -> line.contains(" WARN ") && line.contains(reported));
        assertNoMoreMail("mona", 1);
    }

    @Test
    void givenTheUserIsToldWhenItWasSomebodyElseThenAllEnds() {
        App app = app("answered", "told");
        Tokens head = atHome(app, "nora");
        Tokens thiefs = Tokens.of(from(ELSEWHERE, app, head));
        Mail mail = mails.only("nora@example.org");

        Response page = new Browser().look(URI.create(mail.link("It was not me")), mail.link("It was not me"));
        assertThat(Jsoup.parse(page.text()).text()).contains("was used from another place than before", ELSEWHERE);
        Map<String, String> form = new LinkedHashMap<>();
        Jsoup.parse(page.text())
                .select("form#kc-token-family-form input")
                .forEach(input -> form.put(input.attr("name"), input.val()));
        String action =
                Jsoup.parse(page.text()).select("form#kc-token-family-form").attr("action");
        assertThat(Http.postForm(page.page().resolve(action), form).status()).isLessThan(400);

        assertThat(from(ELSEWHERE, app, thiefs).status()).isEqualTo(400);
        assertThat(realm.inside().revocation(head.familyId())).isEqualTo("USER_REPORT");
    }

    /** Whoever travels has many mails about places: a mail about a theft waits for none of them (ADR 32). */
    @Test
    void givenAMailAboutAPlaceAndOneThatWaitsWhenATokenIsStolenThenItIsToldAtOnce() {
        App app = app("travelling", "both");
        from(ELSEWHERE, app, atHome(app, "tara"));
        mails.only("tara@example.org");
        Tokens other = Tokens.of(from(HOME, app, app.login("tara")));
        from(ELSEWHERE, app, other);
        assertThat(incidents(other).get(0).path("mail").path("state").asText()).isEqualTo("pending");
        assertNoMoreMail("tara", 1);

        Theft theft = Theft.of(app, app.login("tara"));

        Await.until(() -> realm.incident("familyId=" + theft.family())
                .path("mail")
                .path("state")
                .asText()
                .equals("delivered"));
        assertThat(mails.sentTo("tara@example.org")).hasSize(2);
        assertThat(incidents(other).get(0).path("mail").path("state").asText())
                .as("told with it")
                .isEqualTo("delivered");
    }

    @Test
    void givenAnEventIsEnoughThenThereIsNoIncidentAndNoMail() {
        App app = app("event");
        Tokens moved = Tokens.of(from(ELSEWHERE, app, atHome(app, "eve")));
        assertThat(detail(app, "token_family_origin_change")).isEqualTo("address");
        assertThat(incidents(moved)).isEmpty();
        assertNoMoreMail("eve", 0);
    }

    @Test
    void givenThePolicyObservesThenTheTokenIsReplacedAndAnIncidentSaysWhatWouldHaveBeen() {
        App app = app("observed");
        Tokens moved = Tokens.of(from(ELSEWHERE, app, atHome(app, "otto")));
        assertGranted(realm.lastEvent(app.clientId()), "origin_changed", moved.familyId(), 1);
        assertThat(moved.generation()).isEqualTo(2);
        assertThat(incidents(moved)).hasSize(1);
        assertThat(incidents(moved).get(0).path("enforcement").asText()).isEqualTo("observe");
        assertNoMoreMail("otto", 0);
    }
}
