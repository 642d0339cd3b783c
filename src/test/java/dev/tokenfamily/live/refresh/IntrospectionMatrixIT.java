package dev.tokenfamily.live.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.FullRunOnly;
import java.util.Map;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What introspection (RFC 7662) and userinfo say about the tokens of a family, to whoever asks. They change nothing. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntrospectionMatrixIT {

    private static final int INACTIVITY = 100;

    private final TestRealm realm;
    private final App otherClient;
    private final App resourceServer;

    IntrospectionMatrixIT(KeycloakServer server) {
        realm = TestRealm.create(server, "introspection-matrix")
                .govern("strict", Map.of("grace-period-seconds", 0, "inactivity-lifetime-seconds", INACTIVITY));
        otherClient = realm.confidentialClient("other", "strict");
        resourceServer = realm.resourceServer();
    }

    private enum State {
        LIVE,
        SUPERSEDED,
        REVOKED,
        EXPIRED
    }

    /** An access token outlives the refresh token it came with; only a revocation ends it before its own time. */
    @ParameterizedTest
    @CsvSource({
        "LIVE,       openid,                true,  true,  200",
        "SUPERSEDED, openid,                false, true,  200",
        "REVOKED,    openid,                false, false, 401",
        "EXPIRED,    openid,                false, true,  200",
        "LIVE,       openid offline_access, true,  true,  200",
        "SUPERSEDED, openid offline_access, false, true,  200",
        "REVOKED,    openid offline_access, false, false, 401",
        "EXPIRED,    openid offline_access, false, true,  200",
    })
    void whenAskedAboutThenEverybodyIsToldTheTruthAndNothingChanges(
            State state, String scope, boolean refreshActive, boolean accessActive, int userinfo) {
        App owner = realm.confidentialClient(state + " " + scope, "strict");
        Tokens tokens = brought(state, owner, scope);
        JsonNode row = realm.inside().state(tokens.familyId());

        assertThat(owner.refreshActive(tokens.refresh())).isEqualTo(refreshActive);
        assertThat(otherClient.refreshActive(tokens.refresh())).isFalse();
        assertThat(resourceServer.refreshActive(tokens.refresh())).isFalse();
        assertThat(owner.accessActive(tokens.refresh())).as("without a hint").isFalse();

        assertThat(resourceServer.accessActive(tokens.access())).isEqualTo(accessActive);
        assertThat(otherClient.accessActive(tokens.access()))
                .as("not in its audience")
                .isFalse();
        Response info = owner.userinfo(tokens.access());
        assertThat(info.status()).isEqualTo(userinfo);

        assertThat(realm.inside().state(tokens.familyId())).isEqualTo(row);
        assertThat(owner.refresh(tokens.refresh()).status()).isEqualTo(refreshActive ? 200 : 400);
    }

    /** The tokens of generation 1, in a family that is in this state. */
    private Tokens brought(State state, App app, String scope) {
        Tokens login = app.login("alice", scope);
        Tokens tokens = app.refreshed(login);
        switch (state) {
            case LIVE -> assertThat(tokens.generation()).isEqualTo(1);
            case SUPERSEDED -> app.refreshed(tokens);
            case REVOKED -> assertThat(app.refresh(login.refresh()).status()).isEqualTo(400);
            case EXPIRED -> realm.pass(INACTIVITY + 1);
        }
        return tokens;
    }
}
