package dev.tokenfamily.live.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An admin who asks for a revocation in a wrong way is told what is wrong, and nothing ends. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminRevocationInputIT {

    private static final String REVOKE = "/revocation-input/token-families/revoke";

    private final TestRealm realm;
    private final App app;

    AdminRevocationInputIT(KeycloakServer server) {
        realm = TestRealm.create(server, "revocation-input").govern("default", Map.of());
        app = realm.publicClient("app", "default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | One of 'userId', 'clientId' and 'sessionId' must be given",
                "{\"dryRun\":true} | One of 'userId', 'clientId' and 'sessionId' must be given",
                "{\"user\":\"x\"} | Unknown field 'user'",
                "{\"userId\":\"\"} | 'userId'",
                "{\"userId\":7} | 'userId'",
                "{\"sessionId\":\"a\\u0000\"} | 'sessionId'",
                "{\"clientId\":null} | 'clientId'",
                "{\"sessionId\":[\"x\"]} | 'sessionId'",
                "{\"clientId\":\"app\",\"dryRun\":\"true\"} | 'dryRun'",
                "{\"clientId\":\"app\",\"clientId\":\"other\"} | not valid JSON",
                "{\"clientId\":\"app\"} {} | not valid JSON",
                "{\"clientId\":\"app\" | not valid JSON",
                "[] | must be a JSON object",
                "'' | must be a JSON object"
            })
    void givenAWrongBodyThenTheAnswerSaysWhatIsWrongAndNothingEnds(String body, String message) {
        Tokens alive = app.login("alice");
        Response answer = realm.admin().post(REVOKE, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("errorMessage")).contains(message);
        assertThat(app.refreshed(alive).generation()).isEqualTo(1);
    }

    @Test
    void givenALongBodyOrAnUnknownIdThenItIsRefused() {
        String padding = " ".repeat(64 * 1024);
        Response tooLong = realm.admin().post(REVOKE, "{\"clientId\":\"app\"}" + padding);
        assertThat(tooLong.status()).isEqualTo(413);
        assertThat(tooLong.text("errorMessage")).contains("65536");
        assertThat(realm.admin().post(REVOKE, Map.of("userId", "nobody")).status())
                .isEqualTo(404);
        assertThat(realm.admin().post(REVOKE, Map.of("clientId", "nobodys")).status())
                .isEqualTo(404);
    }
}
