package dev.tokenfamily.live.notification;

import static dev.tokenfamily.harness.realm.RefreshAssertions.NOT_ALLOWED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.notification.MailServer.Mail;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a thief can write into the headers of a request, and where none of it arrives. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileOriginIT {

    private static final String AGENT =
            "URGENT: your account is locked. Confirm it at https://evil.example/login or call 0800 1234567/1.0";

    private final MailServer mails;
    private final TestRealm realm;
    private final App app;
    private final App retrying;

    HostileOriginIT(KeycloakServer server) {
        mails = MailServer.of(server);
        realm = MailScene.createRealm(mails, "hostile-origin", settings -> {})
                .govern("one-retry", Map.of("grace-period-seconds", 60, "grace-max-retries", 1));
        app = realm.client("shop", "telling", client -> {
            client.setPublicClient(true);
            client.setName("\u202eShop: sign in at https://evil.example/login");
        });
        retrying = realm.publicClient("retrying", "one-retry");
    }

    @AfterAll
    void stop() {
        mails.close();
    }

    /** The newest of a client, with the address that Keycloak keeps. */
    private JsonNode event(String clientId) {
        return realm.admin()
                .read("/" + realm.name() + "/events?max=1&client=" + clientId)
                .get(0);
    }

    @Test
    void givenAReuseThenNoneOfItIsInTheMailTheLogOrTheEvents() {
        realm.withUser("victor", user -> {});
        Tokens login = app.login("victor");
        Tokens next = app.refreshed(login);
        app.refreshed(next);
        String address = "10.9.9.9 verdict=keep revoked=0 evil.example/login";

        assertRefused(app.refresh(login.refresh(), "User-Agent", AGENT, "X-Forwarded-For", address), REUSED);

        Mail mail = mails.only("victor@example.org");
        assertThat(mail.source().replaceAll("=\\R", ""))
                .doesNotContain("evil.example", "URGENT", "your account is locked", "verdict=", "\u202e");
        assertThat(mail.text()).contains("Unknown device", "Unknown address", "shop");
        assertThat(realm.server().logged("family=" + login.familyId()))
                .singleElement()
                .asString()
                .contains("verdict=reuse", "address=unknown")
                .doesNotContain("verdict=keep", "revoked=0", "evil.example");
        assertThat(event("shop").path("ipAddress").asText()).isEqualTo("unknown");
        JsonNode incident = realm.incident("familyId=" + login.familyId());
        assertThat(incident.path("presentedFrom").path("address").asText()).isEqualTo("unknown");
        assertThat(incident.path("presentedFrom").path("userAgent").asText())
                .as("admins see it as text")
                .isEqualTo(AGENT);
    }

    /** Keycloak's own event may not fit its column, and then its request fails; what is ours is done all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"logout", "revoke"})
    void givenALongAddressThenWhatEndsIsNotedAndRevoked(String endpoint) {
        Tokens login = app.login("bob");
        app.refreshed(app.refreshed(login));
        app.call(
                endpoint,
                Map.of(endpoint.equals("logout") ? "refresh_token" : "token", login.refresh()),
                "X-Forwarded-For",
                "1".repeat(4_000));
        JsonNode incident = realm.incident("familyId=" + login.familyId());
        assertThat(incident.path("kind").asText()).isEqualTo("session-end");
        assertThat(incident.path("presentedFrom").path("address").asText()).isEqualTo("unknown");
        assertThat(realm.inside().revocation(login.familyId())).isNotEmpty();
    }

    /** Longer than the columns, ours and Keycloak's. */
    @ParameterizedTest
    @ValueSource(ints = {256, 4_000})
    void givenALongAddressThenEveryRequestIsJudgedAndKept(int length) {
        String[] header = {"X-Forwarded-For", "1".repeat(length)};
        Tokens login = retrying.login("alice");
        Tokens next = Tokens.of(retrying.refresh(login.refresh(), header));
        assertThat(event("retrying").path("type").asText()).isEqualTo("REFRESH_TOKEN");
        Tokens again = Tokens.of(retrying.refresh(login.refresh(), header));
        assertThat(again.refresh()).isEqualTo(next.refresh());
        assertRefused(retrying.refresh(login.refresh(), header), NOT_ALLOWED);
        assertThat(event("retrying").path("type").asText()).isEqualTo("REFRESH_TOKEN_ERROR");
        Tokens newest = Tokens.of(retrying.refresh(next.refresh(), header));
        realm.pass(100);

        assertRefused(retrying.refresh(login.refresh(), header), REUSED);

        JsonNode event = event("retrying");
        assertThat(event.path("type").asText()).isEqualTo("REFRESH_TOKEN_ERROR");
        assertThat(event.path("details").path("token_family_verdict").asText()).isEqualTo("reuse");
        assertThat(event.path("ipAddress").asText()).isEqualTo("unknown");
        assertThat(retrying.refresh(newest.refresh()).status()).isEqualTo(400);
    }

    @Test
    void givenAnIpAddressThenItIsKept() {
        Tokens login = retrying.login("bob");
        Tokens.of(retrying.refresh(login.refresh(), "X-Forwarded-For", "203.0.113.9"));
        assertThat(event("retrying").path("ipAddress").asText()).isEqualTo("203.0.113.9");
    }
}
