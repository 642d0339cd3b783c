package dev.tokenfamily.live.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An admin lists families, looks at one, and counts them. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminFamiliesIT {

    private static final String RESOURCE = "/families/token-families";

    private final TestRealm realm;
    private final App app;
    private final App other;

    /** Oldest first: of alice at the app, of bob there, of alice at the other one, and one of hers that is revoked. */
    private final List<Tokens> families = new ArrayList<>();

    AdminFamiliesIT(KeycloakServer server) {
        realm = TestRealm.create(server, "families").govern("default", Map.of());
        app = realm.publicClient("app", "default");
        other = realm.publicClient("other", "default");
    }

    @BeforeAll
    void fourFamilies() {
        families.add(used(app, "alice", "openid"));
        families.add(used(app, "bob", "openid offline_access"));
        families.add(used(other, "alice", "openid"));
        Tokens revoked = used(app, "alice", "openid");
        families.add(revoked);
        assertThat(app.revoke(revoked.refresh()).status()).isEqualTo(200);
    }

    private Tokens used(App client, String user, String scope) {
        Tokens tokens = client.refreshed(client.login(user, scope));
        realm.pass(2);
        return tokens;
    }

    private List<String> ids(Integer... indexes) {
        return List.of(indexes).stream().map(i -> families.get(i).familyId()).toList();
    }

    private List<String> listed(String query) {
        JsonNode list = realm.admin().read(RESOURCE + query);
        assertThat(list.isArray()).isTrue();
        return list.findValuesAsText("id");
    }

    @Test
    void whenListedThenTheNewestIsFirst() {
        assertThat(listed("")).isEqualTo(ids(3, 2, 1, 0));
    }

    @Test
    void whenFilteredThenExactlyThoseAreListedAndCounted() {
        String alice = realm.userId("alice");
        String session = families.get(1).refreshClaims().path("sid").asText();
        Map<String, List<String>> expected = Map.of(
                "userId=" + alice,
                ids(3, 2, 0),
                "clientId=app",
                ids(3, 1, 0),
                "clientId=app&userId=" + alice,
                ids(3, 0),
                "sessionId=" + session,
                ids(1),
                "sessionId=nobodys",
                List.of(),
                "status=revoked",
                ids(3),
                "status=active",
                ids(2, 1, 0),
                "status=active&clientId=app&userId=" + alice,
                ids(0));
        expected.forEach((query, ids) -> {
            assertThat(listed("?" + query)).as(query).isEqualTo(ids);
            assertThat(realm.admin().get(RESOURCE + "/count?" + query).text())
                    .as(query)
                    .isEqualTo(Integer.toString(ids.size()));
        });
        assertThat(realm.admin().get(RESOURCE + "/count").text()).isEqualTo("4");
    }

    @Test
    void whenAUserIsNamedThenExactlyThatUsersFamiliesAreListed() {
        assertThat(listed("?username=alice")).isEqualTo(ids(3, 2, 0));
        assertThat(listed("?username=ALICE&clientId=app")).isEqualTo(ids(3, 0));
        assertThat(realm.admin().get(RESOURCE + "?username=alic").status()).isEqualTo(404);
        assertThat(realm.admin().read(RESOURCE).findValuesAsText("username"))
                .containsExactly("alice", "alice", "bob", "alice");
    }

    @Test
    void whenAnAddressOrADeviceIsGivenThenOneUsersFamiliesAreNarrowed() {
        String here = realm.server().testHost();
        assertThat(listed("?username=alice&address=" + here)).isEqualTo(ids(3, 2, 0));
        assertThat(listed("?username=alice&address=203.0.113.9")).isEmpty();
        assertThat(listed("?username=alice&device=JAVA-http")).isEqualTo(ids(3, 2, 0));
        for (String wildcard : List.of("%25", "_", "java_http", "firefox")) {
            assertThat(listed("?username=alice&device=" + wildcard))
                    .as(wildcard)
                    .isEmpty();
        }
        assertThat(realm.admin()
                        .get(RESOURCE + "/count?username=alice&status=active&device=java&address=" + here)
                        .text())
                .isEqualTo("2");
    }

    @Test
    void whenACountIsLimitedThenItGoesNoFurther() {
        assertThat(realm.admin().get(RESOURCE + "/count?max=3").text()).isEqualTo("3");
        assertThat(realm.admin().get(RESOURCE + "/count?max=10000").text()).isEqualTo("4");
        assertThat(realm.admin().get(RESOURCE + "/count?max=1&username=bob").text())
                .isEqualTo("1");
    }

    @Test
    void whenOnlyTheNewestAreLookedAtThenOlderOnesAreNeitherListedNorCounted() {
        Map<String, List<String>> expected = Map.of(
                "newest=1",
                ids(3),
                "newest=3",
                ids(3, 2, 1),
                "newest=10000",
                ids(3, 2, 1, 0),
                "newest=1&status=active",
                List.of(),
                "newest=2&status=active",
                ids(2),
                "newest=2&status=active&clientId=app", // of the client's
                ids(1),
                "newest=2&status=active&username=alice", // of hers
                ids(2),
                "newest=2&clientId=app&username=alice",
                ids(3),
                "newest=2&address=203.0.113.9&username=alice",
                List.of());
        expected.forEach((query, ids) -> {
            assertThat(listed("?" + query)).as(query).isEqualTo(ids);
            assertThat(realm.admin().get(RESOURCE + "/count?" + query).text())
                    .as(query)
                    .isEqualTo(Integer.toString(ids.size()));
        });
        assertThat(realm.admin().get(RESOURCE + "/count?newest=3&max=2").text()).isEqualTo("2");
    }

    @Test
    void whenPagedThenEveryFamilyIsOnOnePage() {
        assertThat(listed("?max=3")).isEqualTo(ids(3, 2, 1));
        assertThat(listed("?first=3&max=3")).isEqualTo(ids(0));
        assertThat(listed("?first=1")).isEqualTo(ids(2, 1, 0));
        assertThat(listed("?first=4")).isEmpty();
        assertThat(listed("?max=0")).isEmpty();
        assertThat(listed("?max=2147483647")).hasSize(4);
        assertThat(listed("?first=2147483647")).isEmpty();
    }

    @Test
    void whenOneIsReadThenItTellsItsStateAndNoToken() {
        Tokens tokens = families.get(1);
        Response answer = realm.admin().get(RESOURCE + "/" + tokens.familyId());
        JsonNode family = answer.json();
        JsonNode row = realm.inside().row(tokens.familyId());

        assertThat(family.path("id").asText()).isEqualTo(tokens.familyId());
        assertThat(family.path("status").asText()).isEqualTo("active");
        assertThat(family.path("clientId").asText()).isEqualTo("app");
        assertThat(family.path("userId").asText()).isEqualTo(realm.userId("bob"));
        assertThat(family.path("username").asText()).isEqualTo("bob");
        assertThat(family.path("sessionId")).isEqualTo(tokens.refreshClaims().path("sid"));
        assertThat(family.path("offline").asBoolean()).isTrue();
        assertThat(family.path("generation").asInt()).isEqualTo(1);
        assertThat(family.path("startedAt").asLong())
                .isEqualTo(1000 * row.path("started_at").asLong());
        assertThat(family.path("lastUsedAt").asLong())
                .isEqualTo(1000 * row.path("last_used_at").asLong());
        assertThat(family.path("lastUsedFrom").asText())
                .isEqualTo(realm.server().testHost());
        assertThat(family.path("rotatedFrom").path("userAgent").asText()).startsWith("Java-http-client/");
        assertThat(family.has("expiresAt")).isFalse();
        assertThat(family.has("revokedAt")).isFalse();
        assertThat(answer.text())
                .doesNotContain(row.path("head_jti").asText())
                .doesNotContain(row.path("access_tokens").asText().substring(0, 36));
        assertThat(realm.admin().read(RESOURCE + "?clientId=app").get(1)).isEqualTo(family);
    }

    @Test
    void whenARevokedOneIsReadThenItSaysWhyAndWhen() {
        JsonNode family = realm.admin().read(RESOURCE + "/" + families.get(3).familyId());
        assertThat(family.path("status").asText()).isEqualTo("revoked");
        assertThat(family.path("revocationReason").asText()).isEqualTo("TOKEN_REVOCATION");
        assertThat(family.path("revokedAt").asLong())
                .isGreaterThanOrEqualTo(family.path("lastUsedAt").asLong());
        assertThat(family.path("expiresAt").asLong())
                .isEqualTo(1000 * families.get(3).refreshClaims().path("exp").asLong());
    }

    @Test
    void givenAnotherRealmThenNothingOfThisOneIsThere() {
        TestRealm elsewhere = TestRealm.create(realm.server(), "families-elsewhere");
        String resource = "/families-elsewhere/token-families";
        assertThat(elsewhere.admin().read(resource)).isEmpty();
        assertThat(elsewhere.admin().get(resource + "/count").text()).isEqualTo("0");
        assertThat(elsewhere
                        .admin()
                        .get(resource + "/" + families.get(0).familyId())
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/nobodys, Could not find token family",
        "?userId=nobody, User not found",
        "?username=nobody, User not found",
        "/count?clientId=nobodys, Could not find client",
        "/incidents?clientId=nobodys, Could not find client"
    })
    void givenAnUnknownIdThenTheAnswerIs404(String path, String message) {
        Response answer = realm.admin().get(RESOURCE + path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("error")).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({
        "?status=dead, status",
        "?status=, status",
        "?status=ACTIVE, status",
        "?first=-1, first",
        "?max=-1, max",
        "?max=ten, max",
        "?max=99999999999, max",
        "?max=1&max=2, max",
        "?userId=, userId",
        "?clientId=%20, clientId",
        "?sessionId=, sessionId",
        "/count?clientId=%0A, clientId",
        "/report?clientId=%C2%85, clientId",
        "?userid=x, userid",
        "/count?max=0, max",
        "/count?max=10001, max",
        "?newest=0, newest",
        "/count?newest=10001, newest",
        "/incidents?newest=all, newest",
        "/incidents/count?max=0, max",
        "?address=192.0.2.1, address",
        "?device=java&clientId=app, device",
        "/count?address=unknown, address",
        "?username=alice&address=x, address",
        "?username=alice&device=%0A, device",
        "?username=, username",
        "?username=alice&userId=x, username",
        "/incidents?status=active, status",
        "/incidents?enforcement=no, enforcement",
        "/policy?client=app, client"
    })
    void givenAMalformedFilterThenTheAnswerNamesIt(String query, String parameter) {
        Response answer = realm.admin().get(RESOURCE + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("errorMessage")).contains("'" + parameter + "'");
    }

    /** By Keycloak's HTTP layer, which lets none of them through to anybody. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "?sessionId=%00",
                "?userId=a%00",
                "/incidents?familyId=%1F",
                "/incidents?enforcement=%00",
                "/policy?clientId=%00"
            })
    void givenACharacterThatNoUrlHasThenTheAnswerIsNoServerError(String query) {
        assertThat(realm.admin().get(RESOURCE + query).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a'b;--", "%00", "%F0%9F%98%80", "0123456789012345678901234567890123456789%2F..%2Fpolicy"})
    void givenAnIdThatNobodyWouldChooseThenTheAnswerIsNoServerError(String id) {
        assertThat(realm.admin().get(RESOURCE + "/" + id).status()).isBetween(400, 404);
        assertThat(realm.admin().get(RESOURCE + "?sessionId=" + id).status()).isIn(200, 400);
        assertThat(realm.admin().get(RESOURCE + "?userId=" + id).status()).isIn(400, 404);
    }
}
