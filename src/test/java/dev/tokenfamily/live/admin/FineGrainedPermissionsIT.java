package dev.tokenfamily.live.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.admin.FineGrainedScene.Families;
import dev.tokenfamily.suite.FullRunOnly;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the realm has fine-grained admin permissions, an admin may see alice only, and must name her. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FineGrainedPermissionsIT {

    private static final String RESOURCE = "/token-families";

    private final FineGrainedScene scene;
    private final Families families;

    FineGrainedPermissionsIT(KeycloakServer server) {
        scene = new FineGrainedScene(server, "fine-grained");
        families = scene.families();
    }

    private Response get(String admin, String path) {
        return scene.call(admin, "GET", path, "", families);
    }

    /** The first three rows are Keycloak's own answers. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/users/alice, 200, 200, 200, 403, 200",
        "/users/bob, 403, 403, 403, 403, 200",
        "/users/unknown, 403, 404, 403, 403, 404",
        "/token-families, 403, 403, 403, 403, 200",
        "/token-families?clientId=app, 403, 403, 403, 403, 200",
        "/token-families?clientId=unknown, 403, 403, 403, 403, 404",
        "/token-families?sessionId=sid-of-alice, 403, 403, 403, 403, 200",
        "/token-families?userId=alice, 200, 200, 200, 403, 200",
        "/token-families?userId=bob, 403, 403, 403, 403, 200",
        "/token-families?username=~a, 200, 200, 200, 403, 200",
        "/token-families?username=~b, 403, 403, 403, 403, 200",
        "/token-families?username=nobody, 403, 403, 403, 403, 404",
        "/token-families/clients, 403, 403, 403, 403, 403",
        "/token-families?userId=bob&clientId=app, 403, 403, 403, 403, 200",
        "/token-families?userId=unknown, 403, 404, 403, 403, 404",
        "/token-families/count, 403, 403, 403, 403, 200",
        "/token-families/count?userId=alice, 200, 200, 200, 403, 200",
        "/token-families/count?userId=bob, 403, 403, 403, 403, 200",
        "/token-families/count?userId=unknown, 403, 404, 403, 403, 404",
        "/token-families/incidents, 403, 403, 403, 403, 200",
        "/token-families/incidents?familyId=alice's, 403, 403, 403, 403, 200",
        "/token-families/incidents?userId=alice, 200, 200, 200, 403, 200",
        "/token-families/incidents?userId=bob, 403, 403, 403, 403, 200",
        "/token-families/incidents?userId=unknown, 403, 404, 403, 403, 404",
        "/token-families/incidents/count, 403, 403, 403, 403, 200",
        "/token-families/incidents/count?userId=alice, 200, 200, 200, 403, 200",
        "/token-families/incidents/unknown, 403, 403, 403, 403, 404",
        "/token-families/report, 403, 403, 403, 403, 200",
        "/token-families/report/copies, 403, 403, 403, 403, 200",
        "/token-families/report/copies?clientId=app, 403, 403, 403, 403, 200",
        "/token-families/history?userId=alice, 200, 200, 200, 403, 200",
        "/token-families/history?userId=bob, 403, 403, 403, 403, 200",
        "/token-families/history?sessionId=sid-of-alice, 200, 200, 200, 403, 200",
        "/token-families/history?familyId=bob's, 403, 403, 403, 403, 200",
        "/token-families/history?familyId=unknown, 403, 403, 403, 403, 200",
        "/token-families/alice's, 200, 200, 200, 403, 200",
        "/token-families/bob's, 403, 403, 403, 403, 200",
        "/token-families/unknown, 403, 403, 403, 403, 404",
        "/token-families/policy?clientId=app, 403, 403, 403, 403, 403"
    })
    void givenRightsOverAliceOnlyThenOnlyHersAreRead(
            String path, int viewer, int searcher, int manager, int stranger, int viewUsers) {
        assertThat(get("viewer", path).status()).as("viewer").isEqualTo(viewer);
        assertThat(get("searcher", path).status()).as("searcher").isEqualTo(searcher);
        assertThat(get("manager", path).status()).as("manager").isEqualTo(manager);
        assertThat(get("stranger", path).status()).as("stranger").isEqualTo(stranger);
        assertThat(get("view-users", path).status()).as("view-users").isEqualTo(viewUsers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "searcher", "manager"})
    void givenAFamilyOfBobAndNoneThenTheAnswersAreTheSame(String admin) {
        for (String method : new String[] {"GET", "DELETE"}) {
            Response known = scene.call(admin, method, RESOURCE + "/bob's", "", families);
            Response unknown = scene.call(admin, method, RESOURCE + "/unknown", "", families);
            assertThat(known.status()).as(method).isEqualTo(403);
            assertThat(unknown.status()).as(method).isEqualTo(403);
            assertThat(unknown.text()).as(method).isEqualTo(known.text());
        }
    }

    @Test
    void whenHersAreListedThenNobodyElsesAreAmongThem() {
        JsonNode list = get("viewer", RESOURCE + "?userId=alice").json();
        assertThat(list.findValuesAsText("id"))
                .containsExactly(families.alices().familyId());
        assertThat(list.findValuesAsText("userId")).containsExactly(scene.alice());
        assertThat(get("viewer", RESOURCE + "/count?userId=alice").text()).isEqualTo("1");
        String ofBobsFamily = RESOURCE + "/incidents?userId=alice&familyId=bob's";
        assertThat(get("viewer", ofBobsFamily).json()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "viewer | DELETE | /alice's | `` | 403",
                "viewer | DELETE | /bob's | `` | 403",
                "viewer | POST | /revoke | {\"userId\":\"alice\"} | 403",
                "viewer | POST | /revoke | {\"userId\":\"alice\",\"dryRun\":true} | 403",
                "view-users | DELETE | /alice's | `` | 403",
                "view-users | POST | /revoke | {\"userId\":\"alice\"} | 403",
                "manager | DELETE | /bob's | `` | 403",
                "manager | POST | /revoke | {\"userId\":\"bob\"} | 403",
                "manager | POST | /revoke | {\"userId\":\"bob\",\"clientId\":\"app\"} | 403",
                "manager | POST | /revoke | {\"userId\":\"unknown\"} | 403",
                "searcher | POST | /revoke | {\"userId\":\"unknown\"} | 404",
                "manager | POST | /revoke | {\"clientId\":\"app\"} | 403",
                "manager | POST | /revoke | {\"clientId\":\"app\",\"dryRun\":true} | 403",
                "manager | POST | /revoke | {\"clientId\":\"unknown\"} | 403",
                "manager | POST | /revoke | {\"sessionId\":\"sid-of-alice\"} | 403",
                "manager | POST | /revoke | {\"sessionId\":\"sid-of-alice\",\"clientId\":\"app\"} | 403",
                "manager | POST | /revoke | {\"userId\":\"alice\",\"dryRun\":true} | 200"
            })
    void givenNoRightWhenSomethingIsToBeRevokedThenNothingEnds(
            String admin, String method, String path, String body, int status) {
        int events = scene.adminEvents();

        assertThat(scene.call(admin, method, RESOURCE + path, body, families).status())
                .isEqualTo(status);

        assertThat(scene.realm.inside().revocation(families.alices().familyId()))
                .isEmpty();
        assertThat(scene.realm.inside().revocation(families.bobs().familyId())).isEmpty();
        assertThat(scene.adminEvents()).isEqualTo(events);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "DELETE | /alice's | `` | 204",
                "POST | /revoke | {\"userId\":\"alice\"} | 200",
                "POST | /revoke | {\"userId\":\"alice\",\"clientId\":\"app\"} | 200",
                "POST | /revoke | {\"userId\":\"alice\",\"sessionId\":\"sid-of-alice\"} | 200"
            })
    void givenTheRightToManageAliceWhenHersAreRevokedThenBobGoesOn(
            String method, String path, String body, int status) {
        FineGrainedScene own = new FineGrainedScene(
                scene.realm.server(), "fine-" + Map.of(method, body).hashCode());
        Families ended = own.families();

        assertThat(own.call("manager", method, RESOURCE + path, body, ended).status())
                .isEqualTo(status);

        assertThat(own.realm.inside().revocation(ended.alices().familyId())).isEqualTo("ADMIN");
        assertThat(own.app.refresh(ended.alices().refresh()).status()).isEqualTo(400);
        assertThat(own.app.refreshed(ended.bobs()).generation()).isEqualTo(2);
        assertThat(own.adminEvents()).isEqualTo(1);
    }
}
