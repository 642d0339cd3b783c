package dev.tokenfamily.live.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Refresh tokens that their client gives back (RFC 7009). */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenRevocationIT {

    private final TestRealm realm;

    TokenRevocationIT(KeycloakServer server) {
        realm = TestRealm.create(server, "revocation").govern("default", Map.of());
    }

    @Test
    void givenAHeadThenAllFamiliesOfItsClientSessionAreRevoked() {
        App app = realm.publicClient("given-back", "default");
        Browser browser = new Browser();
        Tokens head = app.refreshed(browser.open(app, "alice"));
        Tokens otherTab = app.refreshed(browser.open(app, "alice"));
        Tokens otherLogin = app.refreshed(new Browser().open(app, "alice"));
        assertThat(app.revoke(head.refresh()).status()).isEqualTo(200);
        assertThat(realm.inside().revocation(head.familyId())).isEqualTo("TOKEN_REVOCATION");
        assertThat(realm.inside().revocation(otherTab.familyId())).isEqualTo("TOKEN_REVOCATION");
        assertThat(realm.inside().revocation(otherLogin.familyId())).isEmpty();
        assertThat(app.refresh(head.refresh()).status()).isEqualTo(400);
        assertThat(app.refresh(otherTab.refresh()).status()).isEqualTo(400);
        assertThat(app.refreshed(otherLogin).generation()).isEqualTo(2);
        assertThat(realm.server().metrics())
                .contains("keycloak_token_family_revocations_total{realm=\"revocation\",verdict=\"revoked\"}");
    }

    @Test
    void givenAnUnusedTokenThenARevokedRowStopsARefreshInFlight() {
        App app = realm.publicClient("unused", "default");
        Tokens login = app.login("alice");
        assertThat(realm.inside().row(login.familyId()).isMissingNode()).isTrue();
        assertThat(app.revoke(login.refresh()).status()).isEqualTo(200);
        JsonNode row = realm.inside().row(login.familyId());
        assertThat(realm.inside().revocation(login.familyId())).isEqualTo("TOKEN_REVOCATION");
        assertThat(row.path("keep_until").asLong())
                .isGreaterThan(login.refreshClaims().path("exp").asLong());
    }

    @Test
    void givenATokenFromBeforeThePolicyThenItsFamilyIsRevokedToo() {
        App app = realm.publicClient("late", "late");
        Tokens login = app.login("alice");
        realm.govern("late", Map.of());
        assertThat(app.revoke(login.refresh()).status()).isEqualTo(200);
        assertThat(realm.inside().revocation(login.refreshClaims().path("jti").asText()))
                .isEqualTo("TOKEN_REVOCATION");
    }

    @Test
    void givenAnOfflineTokenThenItsRowIsRevokedToo() {
        App app = realm.publicClient("offline", "default");
        Tokens head = app.refreshed(app.login("alice", "openid offline_access"));
        assertThat(app.revoke(head.refresh()).status()).isEqualTo(200);
        assertThat(realm.inside().revocation(head.familyId())).isEqualTo("TOKEN_REVOCATION");
        assertThat(app.refresh(head.refresh()).status()).isEqualTo(400);
    }

    @Test
    void givenAnUngovernedClientThenNothingIsWritten() {
        App app = realm.publicClient("ungoverned", "");
        Tokens login = app.login("bob");
        int before = realm.inside().rows().size();
        assertThat(app.revoke(login.refresh()).status()).isEqualTo(200);
        assertThat(realm.inside().rows()).hasSize(before);
    }

    /** Minted by Keycloak alone, adopted by a refresh, and given back after the policy has gone: nobody else knows of its row. */
    @Test
    void givenAnAdoptedTokenWithoutAPolicyThenItsRowIsRevoked() {
        App app = realm.publicClient("adopted", "passing");
        Tokens native1 = app.login("alice");
        realm.govern("passing", Map.of("rotation", "off"));
        app.refreshed(native1);
        String family = native1.refreshClaims().path("jti").asText();
        assertThat(realm.inside().row(family).isMissingNode()).isFalse();
        realm.ungovern("passing");

        assertThat(app.revoke(native1.refresh()).status()).isEqualTo(200);

        assertThat(realm.inside().revocation(family)).isEqualTo("TOKEN_REVOCATION");
    }

    @Test
    void givenAnotherClientsTokenThenNothingIsRevoked() {
        App app = realm.publicClient("owner", "default");
        App thief = realm.publicClient("thief", "default");
        Tokens head = app.refreshed(app.login("alice"));
        assertThat(thief.revoke(head.refresh()).status()).isEqualTo(400);
        assertThat(app.refreshed(head).generation()).isEqualTo(2);
    }
}
