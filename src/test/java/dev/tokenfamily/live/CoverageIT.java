package dev.tokenfamily.live;

import static dev.tokenfamily.live.AdminApi.expectSuccess;
import static dev.tokenfamily.live.Assertions.REUSED;
import static dev.tokenfamily.live.Assertions.REVOKED;
import static dev.tokenfamily.live.Assertions.assertGranted;
import static dev.tokenfamily.live.Assertions.assertRefusal;
import static dev.tokenfamily.live.Assertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a client gets its first refresh token, it is governed: rotates, retries, is detected, is revoked. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoverageIT {

    private final TestRealm realm;
    private final AtomicInteger clients = new AtomicInteger();

    CoverageIT(KeycloakServer server) {
        realm = TestRealm.create(server, "coverage", settings -> {
                    settings.setOrganizationsEnabled(true);
                    settings.setRememberMe(true);
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

    static List<Minting> mintings() {
        return Minting.all();
    }

    private App app(Minting minting) {
        return realm.client("app-" + clients.incrementAndGet(), "default", minting.client());
    }

    @ParameterizedTest
    @MethodSource("mintings")
    void givenAFirstTokenThenItRotatesRetriesAndItsReuseIsDetected(Minting minting) {
        App app = app(minting);
        Tokens first = minting.login().apply(app);
        String family = first.refreshClaims().path("jti").asText();
        assertThat(first.generation()).isEqualTo(minting.claimed() ? 0 : -1);

        Tokens second = app.refreshed(first);
        assertThat(second.generation()).isEqualTo(1);
        assertThat(second.familyId()).isEqualTo(family);
        assertGranted(realm.lastEvent(app.clientId()), "rotate", family, 0);

        assertThat(app.refreshed(first).refreshClaims().path("jti"))
                .isEqualTo(second.refreshClaims().path("jti"));
        assertGranted(realm.lastEvent(app.clientId()), "grace_retry", family, 0);

        Tokens third = app.refreshed(second);
        assertRefused(app.refresh(first.refresh()), REUSED);
        assertRefusal(realm.lastEvent(app.clientId()), "reuse", family, 0);
        assertRefused(app.refresh(third.refresh()), REVOKED);
        assertThat(realm.inside().revocation(family)).isEqualTo("REUSE");
    }

    @ParameterizedTest
    @MethodSource("mintings")
    void givenAHeadWhenItsClientGivesItBackThenItsFamilyIsRevoked(Minting minting) {
        App app = app(minting);
        Tokens head = app.refreshed(minting.login().apply(app));
        assertThat(app.revoke(head.refresh()).status()).isEqualTo(200);
        assertThat(realm.inside().revocation(head.familyId())).isEqualTo("TOKEN_REVOCATION");
        assertThat(app.refresh(head.refresh()).status()).isEqualTo(400);
        assertThat(realm.lastEvent(app.clientId()).path("type").asText()).isEqualTo("REFRESH_TOKEN_ERROR");
    }

    @Test
    void givenClientCredentialsWithoutTheSwitchThenThereIsNoRefreshTokenToGovern() {
        App app = realm.client("transient", "default", client -> {
            client.setSecret("secret");
            client.setServiceAccountsEnabled(true);
        });
        Http.Answer answer = app.call("token", Map.of("grant_type", "client_credentials"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().has("refresh_token")).isFalse();
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
