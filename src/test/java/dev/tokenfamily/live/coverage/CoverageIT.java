package dev.tokenfamily.live.coverage;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Broker;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.AuthenticationDevice;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.FullRunOnly;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a client gets its first refresh token, it is governed: rotates, retries, is detected, is revoked. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoverageIT {

    private static final String HOME = "coverage-home";

    private final TestRealm realm;
    private final AuthenticationDevice device;
    private final AtomicInteger clients = new AtomicInteger();

    CoverageIT(KeycloakServer server, AuthenticationDevice device) {
        this.device = device;
        TestRealm home =
                TestRealm.create(server, HOME, settings -> settings.setUsers(List.of(TestRealm.user("carol"))));
        realm = TestRealm.create(server, "coverage", settings -> {
                    settings.setOrganizationsEnabled(true);
                    settings.setRememberMe(true);
                    settings.setIdentityProviders(List.of(Broker.of(home, "coverage")));
                })
                .govern("default", Map.of("grace-period-seconds", 60));
        Map<String, Object> organization =
                Map.of("name", "acme", "alias", "acme", "domains", List.of(Map.of("name", "example.org")));
        expectSuccess(realm.admin().post("/" + realm.name() + "/organizations", organization));
        String id = realm.admin()
                .read("/" + realm.name() + "/organizations")
                .get(0)
                .path("id")
                .asText();
        expectSuccess(
                realm.admin().post("/" + realm.name() + "/organizations/" + id + "/members", realm.userId("alice")));
    }

    Stream<Minting> mintings() {
        return Stream.concat(
                Mintings.usual().stream(), Stream.of(Mintings.ciba(device), Mintings.brokered(HOME, "carol")));
    }

    private FamilyStory family(Minting minting) {
        return FamilyStory.of(realm, minting, minting.app(realm, "app-" + clients.incrementAndGet(), "default"));
    }

    @ParameterizedTest
    @MethodSource("mintings")
    void givenAFirstTokenThenItRotatesRetriesAndItsReuseIsDetected(Minting minting) {
        family(minting).rotatesRetriesAndItsReuseIsDetected();
    }

    @ParameterizedTest
    @MethodSource("mintings")
    void givenAHeadWhenItsClientGivesItBackThenItsFamilyIsRevoked(Minting minting) {
        family(minting).isRevokedWhenItsClientGivesItsHeadBack();
    }

    @Test
    void givenNoSwitchThenClientCredentialsGiveNoRefreshToken() {
        App app = realm.client("transient", "default", client -> {
            client.setSecret("secret");
            client.setServiceAccountsEnabled(true);
        });
        Http.Response answer = app.call("token", Map.of("grant_type", "client_credentials"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().has("refresh_token")).isFalse();
    }

    @Test
    void givenTheImplicitFlowThenThereIsNoRefreshTokenToGovern() {
        App app = realm.client("implicit", "default", client -> {
            client.setPublicClient(true);
            client.setImplicitFlowEnabled(true);
        });
        Map<String, String> request = Map.of(
                "client_id",
                app.clientId(),
                "redirect_uri",
                Browser.REDIRECT,
                "response_type",
                "id_token token",
                "scope",
                "openid",
                "nonce",
                "n");
        Http.Response answer =
                new Browser().visit(app, URI.create(app.endpoint("auth") + "?" + Http.encode(request)), "alice");
        assertThat(answer.headers().firstValue("Location").orElse(""))
                .contains("access_token=")
                .doesNotContain("refresh_token=");
    }

    @Test
    void givenAClientThatUsesNoRefreshTokensThenThereIsNoneToGovern() {
        App app = realm.client("without", "default", client -> {
            client.setPublicClient(true);
            client.getAttributes().put("use.refresh.tokens", "false");
        });
        Tokens tokens = new Browser().open(app, "alice");
        assertThat(tokens.access()).isNotEmpty();
        assertThat(tokens.refresh()).isEmpty();
    }

    @Test
    void givenRememberMeThenTheFamilyLivesOnTheRememberedSession() {
        App app = realm.publicClient("remembered", "default");
        Tokens first = new Browser().open(app, "bob");
        assertThat(app.refreshed(app.refreshed(first)).generation()).isEqualTo(2);
        assertThat(realm.admin()
                        .read("/" + realm.name() + "/users/" + realm.userId("bob") + "/sessions")
                        .get(0)
                        .path("rememberMe")
                        .asBoolean())
                .isTrue();
    }
}
