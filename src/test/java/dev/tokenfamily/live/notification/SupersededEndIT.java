package dev.tokenfamily.live.notification;

import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thief who ends the session with an old token, so that nobody refreshes any more and gives the theft away; and the honest
 * client that logs out with what it has.
 */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupersededEndIT {

    /** In seconds. Longer than a busy machine takes for three requests. */
    private static final int GRACE = 30;

    private final MailServer mails;
    private final TestRealm realm;
    private final App app;
    private final App strict;

    SupersededEndIT(KeycloakServer server) {
        mails = MailServer.of(server);
        realm = TestRealm.create(server, "superseded-end", settings -> {
                    TestRealm.at(server, settings);
                    settings.setSmtpServer(mails.settings());
                    settings.setEnabledEventTypes(List.of("REFRESH_TOKEN", "REFRESH_TOKEN_ERROR", "LOGOUT"));
                })
                .govern("telling", Map.of("notify-user", true, "grace-period-seconds", GRACE))
                .govern("strict", Map.of("notify-user", true, "grace-period-seconds", 0))
                .govern("observing", Map.of("notify-user", true, "grace-period-seconds", 0, "enforcement", "observe"));
        app = realm.publicClient("shop", "telling");
        strict = realm.publicClient("strict", "strict");
    }

    @AfterAll
    void stop() {
        mails.close();
    }

    private Tokens login(String user) {
        return login(app, user, "openid");
    }

    private Tokens login(App client, String user, String scope) {
        realm.withUser(user, u -> {});
        return client.login(user, scope);
    }

    /** At that endpoint, from somewhere else. */
    private static Response end(App client, String endpoint, Tokens tokens) {
        String parameter = endpoint.equals("logout") ? "refresh_token" : "token";
        return client.call(endpoint, Map.of(parameter, tokens.refresh()), "User-Agent", Theft.THIEFS_DEVICE);
    }

    private JsonNode incidents(Tokens tokens) {
        return realm.admin().read("/superseded-end/token-families/incidents?familyId=" + tokens.familyId());
    }

    private JsonNode incident(Tokens tokens) {
        JsonNode incidents = incidents(tokens);
        assertThat(incidents).hasSize(1);
        return incidents.get(0);
    }

    /** The queue is in order: whoever is told afterwards shows that nobody was before. */
    private void assertNoMail(String user) {
        String witness = "witness-" + user;
        realm.withUser(witness, u -> {});
        Theft.of(strict, strict.login(witness));
        mails.only(witness + "@example.org");
        assertThat(mails.sentTo(user + "@example.org")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "logout, openid, user-session, SESSION_ENDED",
        "logout, openid offline_access, user-session, SESSION_ENDED",
        "revoke, openid, client-session, TOKEN_REVOCATION",
        "revoke, openid offline_access, client-session, TOKEN_REVOCATION"
    })
    void whenItsSuccessorWasPresentedThenAnIncidentAndAMail(
            String endpoint, String scope, String ended, String reason) {
        String user = "mia-" + endpoint + scope.length();
        Tokens stolen = login(app, user, scope);
        Tokens head = app.refreshed(app.refreshed(stolen));
        realm.pass(GRACE + 2);

        assertThat(end(app, endpoint, stolen).status()).isEqualTo(endpoint.equals("logout") ? 204 : 200);

        JsonNode incident = incident(stolen);
        assertThat(incident.path("kind").asText()).isEqualTo("session-end");
        assertThat(incident.path("presentedGeneration").asInt()).isZero();
        assertThat(incident.path("currentGeneration").asInt()).isEqualTo(2);
        assertThat(incident.path("presentedFrom").path("userAgent").asText()).isEqualTo(Theft.THIEFS_DEVICE);
        assertThat(incident.path("revocationScope").asText()).isEqualTo(ended);
        assertThat(incident.path("enforcement").asText()).isEqualTo("observe");
        assertThat(realm.inside().revocation(stolen.familyId())).isEqualTo(reason);
        assertThat(app.refresh(head.refresh()).status()).isEqualTo(400);
        assertThat(app.userinfo(head.access()).status()).isEqualTo(401);
        assertThat(mails.only(user + "@example.org").text()).contains("It was not me", "Chrome, Windows");
        assertThat(realm.server().logged())
                .contains("kind=session-end scope=" + ended + " family=" + stolen.familyId());
    }

    /** Its answer was lost: it never saw the successor. */
    @ParameterizedTest
    @ValueSource(strings = {"logout", "revoke"})
    void whenNobodyPresentedItsSuccessorThenNoMail(String endpoint) {
        Tokens tokens = login("lou-" + endpoint);
        app.refreshed(tokens);
        realm.pass(GRACE + 2);
        end(app, endpoint, tokens);
        assertThat(incident(tokens).path("kind").asText()).isEqualTo("session-end");
        assertThat(incident(tokens).has("mail")).isFalse();
        assertNoMail("lou-" + endpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout", "revoke"})
    void whenWithinGraceThenNothingIsLeft(String endpoint) {
        Tokens tokens = login("gil-" + endpoint);
        app.refreshed(app.refreshed(tokens));
        end(app, endpoint, tokens);
        assertThat(incidents(tokens)).isEmpty();
        assertThat(realm.inside().revocation(tokens.familyId())).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout", "revoke"})
    void whenTheHeadEndsItThenNothingIsLeft(String endpoint) {
        Tokens first = login("hal-" + endpoint);
        Tokens head = app.refreshed(app.refreshed(first));
        end(app, endpoint, head);
        assertThat(incidents(first)).isEmpty();
        assertThat(realm.inside().revocation(first.familyId())).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout", "revoke"})
    void whenItComesAThousandTimesThenOneIncidentAndOneMail(String endpoint) {
        String user = "flo-" + endpoint;
        Tokens stolen = login(user);
        Tokens second = app.refreshed(stolen);
        app.refreshed(second);
        realm.pass(GRACE + 2);
        List<Integer> answers = Callers.atOnce(8, client -> {
            int worst = 0;
            for (int n = 0; n < 25; n++) {
                worst = Math.max(
                        worst, end(app, endpoint, n % 2 == 0 ? stolen : second).status());
            }
            return worst;
        });
        assertThat(answers).allMatch(status -> status < 500);
        assertThat(incidents(stolen)).hasSize(1);
        mails.only(user + "@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout", "revoke"})
    void whenThePolicyObservesThenItEndsAndNobodyIsMailed(String endpoint) {
        App observed = realm.publicClient("observed-" + endpoint, "observing");
        Tokens stolen = login(observed, "obi-" + endpoint, "openid");
        Tokens head = observed.refreshed(observed.refreshed(stolen));
        end(observed, endpoint, stolen);
        assertThat(incident(stolen).path("kind").asText()).isEqualTo("session-end");
        assertThat(incident(stolen).has("mail")).isFalse();
        assertThat(observed.refresh(head.refresh()).status()).isEqualTo(400);
        assertNoMail("obi-" + endpoint);
    }

    /** Nor does the answer tell that there was anything to note. */
    @ParameterizedTest
    @ValueSource(strings = {"logout", "revoke"})
    void whenAnotherClientOrNobodySendsItThenNothingIsLeft(String endpoint) {
        App other = realm.publicClient("other-" + endpoint, "telling");
        App wrong = new App(realm.url(), "no-such-client", null);
        Tokens stolen = login("fay-" + endpoint);
        Tokens head = app.refreshed(app.refreshed(stolen));
        realm.pass(GRACE + 2);
        end(other, endpoint, stolen);
        end(wrong, endpoint, stolen);
        String forged = stolen.refresh().substring(0, stolen.refresh().length() - 8) + "AAAAAAAA";
        app.call(endpoint, Map.of("token", forged, "refresh_token", forged));
        assertThat(incidents(stolen)).isEmpty();
        assertThat(app.refreshed(head).generation()).isEqualTo(3);
    }

    @Test
    void whenTheFamilyIsDeadForAReuseThenThereIsNoOtherIncident() {
        realm.withUser("ray", u -> {});
        Theft theft = Theft.of(strict, strict.login("ray"));
        mails.only("ray@example.org");
        end(strict, "logout", theft.stolen());
        assertThat(incident(theft.stolen()).path("kind").asText()).isEqualTo("stale-lineage");
        assertThat(mails.sentTo("ray@example.org")).hasSize(1);
    }

    /** What an admin sees who is asked why the user was logged out; by the newest token there is no more to see. */
    @Test
    void whenTheNewestTokenEndedItThenFamilyAndEventSayWhen() {
        Tokens head = app.refreshed(login("why"));
        end(app, "logout", head);
        JsonNode family = realm.admin().read("/superseded-end/token-families/" + head.familyId());
        assertThat(family.path("status").asText()).isEqualTo("revoked");
        assertThat(family.path("revocationReason").asText()).isEqualTo("SESSION_ENDED");
        assertThat(family.path("revokedAt").asLong()).isPositive();
        assertThat(realm.events("LOGOUT", "why")).hasSize(1);
        assertRefused(app.refresh(head.refresh()), "Session not active");
    }
}
