package dev.tokenfamily.live.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.SavedEvent;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the links in a mail do, and what they do not. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerIT {

    private static final String NOT_ME = "It was not me";
    private static final String ME = "It was me";

    private final MailServer mails;
    private final TestRealm realm;
    private final App app;

    AnswerIT(KeycloakServer server) {
        mails = MailServer.of(server);
        realm = MailScene.createRealm(
                mails, "answer", settings -> settings.setEnabledEventTypes(List.of("EXECUTE_ACTION_TOKEN")));
        app = realm.client("shop", "telling", client -> {
            client.setPublicClient(true);
            client.setName(IncidentMailIT.HOSTILE);
        });
    }

    @AfterAll
    void stop() {
        mails.close();
    }

    /** A user of that name whose session was stolen, and where the link in the mail leads. */
    private URI stolenFrom(String name, String heading) {
        realm.withUser(name, user -> {});
        Theft.of(app, app.login(name));
        return URI.create(mails.only(name + "@example.org").link(heading));
    }

    static Response open(URI link) {
        return new Browser().look(link, link.resolve("/").toString());
    }

    /** Presses the button. */
    static Response confirm(Response page) {
        Element form = form(page);
        Map<String, String> values = new LinkedHashMap<>();
        form.select("input").forEach(input -> values.put(input.attr("name"), input.val()));
        Response posted = Http.postForm(page.page().resolve(form.attr("action")), values);
        return posted.location().map(to -> Http.get(to)).orElse(posted);
    }

    private static Element form(Response page) {
        Element form = Jsoup.parse(page.text()).selectFirst("form#kc-token-family-form");
        if (form == null) {
            throw new AssertionError("No form: " + page.status() + " " + page.text());
        }
        return form;
    }

    private static String text(Response page) {
        Document document = Jsoup.parse(page.text());
        return document.text();
    }

    private JsonNode historyOf(String user) {
        return realm.admin().read("/answer/token-families/history?userId=" + realm.userId(user));
    }

    private JsonNode incidentOf(String user) {
        return realm.incident("userId=" + realm.userId(user));
    }

    /** What the events of the user say that the answer was; each names the family that it is about. */
    private List<String> answersInEventsOf(String user) {
        return realm.events("EXECUTE_ACTION_TOKEN", user).stream()
                .filter(SavedEvent::isAnswer)
                .peek(event -> assertThat(event.familyId())
                        .isEqualTo(incidentOf(user).path("familyId").asText()))
                .map(SavedEvent::answer)
                .toList();
    }

    @Test
    void whenNotMeIsConfirmedThenAllEndsAndANewPasswordIsRequired() {
        URI link = stolenFrom("nora", NOT_ME);
        Tokens other = app.refreshed(app.login("nora"));
        Tokens offline = app.refreshed(app.login("nora", "openid offline_access"));
        Tokens unused = app.login("nora");
        Tokens bystander = app.refreshed(app.login("bob"));

        Response page = open(link);
        assertThat(text(page))
                .contains(
                        "You will be signed out everywhere",
                        IncidentMailIT.HOSTILE,
                        realm.server().testHost(),
                        "Firefox, Linux");
        assertThat(Jsoup.parse(page.text()).select("#kc-token-family-incident script, #kc-token-family-incident b"))
                .isEmpty();
        Response done = confirm(page);

        assertThat(done.status()).isEqualTo(200);
        assertThat(text(done)).contains("All your sessions were ended");
        for (Tokens dead : List.of(other, offline, unused)) {
            assertThat(app.refresh(dead.refresh()).status()).isEqualTo(400);
            assertThat(app.userinfo(dead.access()).status()).isEqualTo(401);
        }
        assertThat(realm.inside().revocation(other.familyId())).isEqualTo("USER_REPORT");
        for (String sessions : List.of("/sessions", "/offline-sessions/" + realm.clientUuid("shop"))) {
            assertThat(realm.admin().read("/" + realm.name() + "/users/" + realm.userId("nora") + sessions))
                    .as(sessions)
                    .isEmpty();
        }
        app.refreshed(bystander);
        assertThat(incidentOf("nora").path("answer").asText()).isEqualTo("not-me");
        assertThat(historyOf("nora").get(0).path("cause").asText()).isEqualTo("user-report");
        assertThat(historyOf("nora").get(0).path("by").path("username").asText())
                .isEqualTo("nora");
        assertThat(historyOf("nora").get(0).path("incidentId"))
                .isEqualTo(incidentOf("nora").path("id"));
        assertThat(answersInEventsOf("nora")).containsExactly("not-me");
        Response login = new Browser().logIn(app, "nora");
        assertThat(Jsoup.parse(login.text()).selectFirst("#password-new")).isNotNull();
    }

    @Test
    void whenMeIsConfirmedThenItIsAFalseAlarmAndNothingElseChanges() {
        URI link = stolenFrom("mia", ME);
        Tokens other = app.refreshed(app.login("mia"));
        Response done = confirm(open(link));
        assertThat(text(done)).contains("marked as a false alarm");
        app.refreshed(other);
        assertThat(incidentOf("mia").path("answer").asText()).isEqualTo("me");
        assertThat(falseAlarms("shop")).isPositive();
    }

    /** Mail scanners follow links. */
    @Test
    void givenLinksWhenTheyAreOnlyOpenedThenNothingChanges() {
        URI link = stolenFrom("scanned", NOT_ME);
        Tokens other = app.refreshed(app.login("scanned"));
        for (int n = 0; n < 3; n++) {
            form(open(link));
        }
        app.refreshed(other);
        assertThat(incidentOf("scanned").has("answer")).isFalse();
        assertThat(answersInEventsOf("scanned")).isEmpty();
    }

    @Test
    void givenAnAnswerThenAnyLinkOnlySaysThatItHasBeenGiven() {
        URI notMe = stolenFrom("twice", NOT_ME);
        URI me = URI.create(mails.only("twice@example.org").link(ME));
        List<Response> openBefore = List.of(open(notMe), open(me));
        confirm(open(notMe));
        AdminApi.expectSuccess(realm.admin()
                .put("/" + realm.name() + "/users/" + realm.userId("twice"), Map.of("requiredActions", List.of())));
        Tokens after = app.refreshed(app.login("twice"));
        List<Response> late = List.of(open(me), open(notMe), confirm(openBefore.get(0)), confirm(openBefore.get(1)));
        assertThat(late).allSatisfy(page -> assertThat(text(page)).contains("already been answered"));
        app.refreshed(after);
        assertThat(incidentOf("twice").path("answer").asText()).isEqualTo("not-me");
    }

    /** A slip, or somebody else who reads the mail. */
    @Test
    void givenAFalseAlarmThenItCanStillBeSaidThatItWasNone() {
        App own = realm.publicClient("own", "telling");
        realm.withUser("unsure", user -> {});
        Theft.of(own, own.login("unsure"));
        MailServer.Mail mail = mails.only("unsure@example.org");
        confirm(open(URI.create(mail.link(ME))));
        assertThat(falseAlarms("own")).isEqualTo(1);
        assertThat(text(open(URI.create(mail.link(ME))))).contains("already been answered");
        Tokens other = own.refreshed(own.login("unsure"));

        assertThat(text(confirm(open(URI.create(mail.link(NOT_ME)))))).contains("All your sessions were ended");

        assertThat(own.refresh(other.refresh()).status()).isEqualTo(400);
        assertThat(incidentOf("unsure").path("answer").asText()).isEqualTo("not-me");
        assertThat(answersInEventsOf("unsure")).containsExactly("not-me", "me");
        assertThat(falseAlarms("own")).isZero();
    }

    private int falseAlarms(String clientId) {
        return realm.admin()
                .read("/" + realm.name() + "/token-families/report?clientId=" + clientId)
                .path("clients")
                .get(0)
                .path("falseAlarms")
                .asInt();
    }

    /** As long as the links that an admin sends, not as those that users ask for, which are good for minutes. */
    @Test
    void givenALinkOfElevenHoursAgoThenItStillAnswers() {
        URI link = stolenFrom("late", NOT_ME);
        realm.pass(11 * 3600);
        assertThat(text(confirm(open(link)))).contains("All your sessions were ended");
        assertThat(incidentOf("late").path("answer").asText()).isEqualTo("not-me");
    }

    @Test
    void givenAnExpiredATamperedOrAnotherRealmsLinkThenItIsRefused() {
        URI link = stolenFrom("careful", NOT_ME);
        Tokens other = app.refreshed(app.login("careful"));
        String key = link.getQuery().replaceAll(".*token=", "");
        String tampered = key.substring(0, key.length() - 6) + "AAAAAA";
        TestRealm neighbour = TestRealm.create(realm.server(), "answer-neighbour");
        assertRefusedEverywhere(realm, tampered);
        assertRefusedEverywhere(realm, "nonsense");
        assertRefusedEverywhere(realm, other.refresh());
        assertRefusedEverywhere(neighbour, key);
        realm.pass(13 * 3600); // the lifespan of links that admins send is twelve hours
        assertRefusedEverywhere(realm, key);
        assertThat(incidentOf("careful").has("answer")).isFalse();
    }

    private static void assertRefusedEverywhere(TestRealm realm, String key) {
        for (String path : List.of("/token-family/answer?token=", "/login-actions/action-token?key=")) {
            Response opened = open(URI.create(realm.url() + path + key));
            assertThat(opened.status()).isEqualTo(400);
            assertThat(Jsoup.parse(opened.text()).selectFirst("form#kc-token-family-form"))
                    .isNull();
            assertThat(opened.text()).doesNotContain("Exception");
        }
        Response posted = Http.postForm(URI.create(realm.url() + "/token-family/answer"), Map.of("key", key));
        assertThat(posted.status()).isEqualTo(400);
        assertThat(posted.text()).doesNotContain("Exception");
    }

    @Test
    void givenAPostWithoutAKeyThenItIsRefused() {
        assertThat(Http.postForm(URI.create(realm.url() + "/token-family/answer"), Map.of())
                        .status())
                .isEqualTo(400);
    }
}
