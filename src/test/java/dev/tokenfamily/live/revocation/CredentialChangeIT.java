package dev.tokenfamily.live.revocation;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.Ending;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a change of credentials ends, and what it does not. Races and surfaces are in {@link RevocationSurfacesIT}. */
@ExtendWith(LiveKeycloak.class)
class CredentialChangeIT {

    private static final Map<String, ?> REVOKING = Map.of("revoke-on-credential-change", true);

    private final TestRealm realm;
    private final Browser browser = new Browser();

    CredentialChangeIT(KeycloakServer server, TestInfo test) {
        realm = TestRealm.create(
                        server,
                        "credentials-"
                                + Integer.toHexString(test.getDisplayName().hashCode()),
                        settings -> settings.setPasswordPolicy("length(3)"))
                .govern("default", Map.of())
                .govern("revoking", REVOKING);
    }

    private Ending passwordChange(App app, String password) {
        realm.pass(3); // later than what Keycloak takes for the same second
        return browser.action(
                app, "alice", "UPDATE_PASSWORD", Map.of("password-new", password, "password-confirm", password));
    }

    private void assertEnded(App app, Tokens tokens) {
        assertThat(app.refresh(tokens.refresh()).text("error")).isEqualTo("invalid_grant");
        assertThat(realm.inside().revocation(tokens.familyId())).isEqualTo("CREDENTIAL_CHANGED");
    }

    /** As an export of a realm has it, or a tool that moves users. */
    @Test
    void givenAStoredDeviceOfOneTimePasswordsWhenItsUserRemovesItThenItIsGoneAndFamiliesEnd() {
        realm.withUser("carol", user -> {});
        App app = realm.publicClient("app", "revoking");
        Tokens tokens = app.refreshed(app.login("carol"));
        String carol = "/" + realm.name() + "/users/" + realm.userId("carol");
        ObjectNode stored = (ObjectNode) realm.admin().read(carol);
        stored.putArray("credentials")
                .addObject()
                .put("type", "otp")
                .put("secretData", "{\"value\":\"DJmQfC73VGFhw7D4QJ8A\"}")
                .put(
                        "credentialData",
                        "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":30,\"algorithm\":\"HmacSHA1\"}");
        expectSuccess(realm.admin().put(carol, stored));
        Map<String, String> credentials = credentials(carol);
        assertThat(credentials).containsOnlyKeys("password", "otp");

        Response removed = Http.send(
                "DELETE",
                URI.create(realm.url() + "/account/credentials/" + credentials.get("otp")),
                "",
                "Accept", // or it is asked for the page
                "application/json",
                "Authorization",
                "Bearer " + tokens.access());

        assertThat(removed.status()).as(removed.text()).isEqualTo(204);
        assertThat(credentials(carol)).containsOnlyKeys("password");
        assertEnded(app, tokens);
    }

    /** Their ids by type. */
    private Map<String, String> credentials(String user) {
        Map<String, String> ids = new TreeMap<>();
        realm.admin()
                .read(user + "/credentials")
                .forEach(credential -> ids.put(
                        credential.path("type").asText(), credential.path("id").asText()));
        return ids;
    }

    @Nested
    final class GivenAPasswordChange {

        @Test
        void whenOnTheWayToAnApplicationThenOnlyItsNewFamilyLives() {
            App app = realm.confidentialClient("app", "revoking");
            App other = realm.publicClient("other", "default");
            Tokens neverRefreshed = browser.open(app, "alice");
            Tokens elsewhere = app.refreshed(new Browser().open(app, "alice"));
            Tokens ofOther = other.refreshed(browser.open(other, "alice"));

            Tokens after =
                    Tokens.of(browser.redeem(app, passwordChange(app, "alice").make()));

            assertThat(app.refresh(neverRefreshed.refresh()).text("error")).isEqualTo("invalid_grant");
            assertThat(app.refreshActive(neverRefreshed.refresh())).isFalse();
            assertEnded(app, elsewhere);
            assertThat(app.refreshed(app.refreshed(after)).generation()).isEqualTo(2);
            assertThat(other.refreshed(ofOther).generation()).isEqualTo(2);
            assertThat(browser.open(other, "alice").refreshClaims().path("sid"))
                    .isEqualTo(ofOther.refreshClaims().path("sid"));
        }

        @Test
        void whenInTheSameSessionThenAFirstRefreshInFlightGetsNothing() {
            App app = realm.publicClient("app", "revoking");
            Tokens first = browser.open(app, "alice");

            Http.Response answer = passwordChange(app, "alice").during(app, first);

            assertThat(answer.text("error")).isEqualTo("invalid_grant");
            assertThat(answer.json().has("access_token")).isFalse();
            assertThat(app.refresh(first.refresh()).text("error")).isEqualTo("invalid_grant");
        }

        @Test
        void whenThePolicyDoesNotSayItThenFamiliesLive() {
            App app = realm.publicClient("app", "default");
            Tokens first = browser.open(app, "alice");
            Tokens head = app.refreshed(new Browser().open(app, "alice"));

            passwordChange(app, "alice").make();

            assertThat(app.refreshed(first).generation()).isEqualTo(1);
            assertThat(app.refreshed(head).generation()).isEqualTo(2);
        }

        @Test
        void whenKeycloakRefusesItThenFamiliesLive() {
            App app = realm.publicClient("app", "revoking");
            Tokens head = app.refreshed(browser.open(app, "alice"));

            assertThat(passwordChange(app, "ab").make().text()).contains("minimum length 3");

            assertThat(app.refreshed(head).generation()).isEqualTo(2);
        }

        @Test
        void whenARequestCouldChooseThePolicyThenFamiliesEnd() {
            App app = realm.publicClient("app", "default");
            Tokens head = app.refreshed(browser.open(app, "alice"));
            Map<String, ?> emailRequested = Map.of(
                    "condition",
                    "client-scopes",
                    "configuration",
                    Map.of("scopes", List.of("email"), "type", "Optional"));
            realm.savePolicies(List.of(
                    TestRealm.policy("all", TestRealm.anyClient(), "default"),
                    TestRealm.policy("some", emailRequested, "revoking")));

            passwordChange(app, "alice").make();

            assertEnded(app, head);
        }
    }

    @Test
    void givenAnAddedSecondFactorThenFamiliesLiveUntilItIsRemoved() {
        App app = realm.publicClient("app", "revoking");
        Tokens head = app.refreshed(browser.open(app, "alice"));
        realm.pass(3);

        browser.action(app, "alice", "CONFIGURE_RECOVERY_AUTHN_CODES", Map.of()).make();
        Tokens next = app.refreshed(head);
        String credentials = "/users/" + realm.userId("alice") + "/credentials";
        String added = realm.admin().read("/" + realm.name() + credentials).findValuesAsText("id").stream()
                .reduce((first, last) -> last)
                .orElseThrow();
        Ending.byAdmin(realm, "DELETE", credentials + "/" + added, Map.of()).make();

        assertThat(next.generation()).isEqualTo(2);
        assertEnded(app, next);
    }
}
