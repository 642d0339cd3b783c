package dev.tokenfamily.live.admin;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefusal;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** An admin revokes a family, or all refresh tokens of a user, a client or a session. */
@ExtendWith(LiveKeycloak.class)
class AdminRevocationIT {

    private static final String OFFLINE = "openid offline_access";

    private final TestRealm realm;
    private final String resource;
    private final App app;
    private final App other;

    AdminRevocationIT(KeycloakServer server, TestInfo test) {
        String name = "revocation-" + Integer.toHexString(test.getDisplayName().hashCode());
        realm = TestRealm.create(server, name, settings -> {
                    TestRealm.forLoad(settings);
                    settings.setEventsEnabled(true);
                    settings.setAdminEventsEnabled(true);
                    settings.setAdminEventsDetailsEnabled(true);
                })
                .govern("default", Map.of());
        resource = "/" + name + "/token-families";
        app = realm.publicClient("app", "default");
        other = realm.publicClient("other", "default");
    }

    private Response revoke(Map<String, ?> body) {
        return realm.admin().post(resource + "/revoke", body);
    }

    private void assertRevoked(Map<String, ?> body, int families, int clientSessions) {
        JsonNode extent = expectSuccess(revoke(body)).json();
        assertThat(extent.path("families").asInt()).as("families").isEqualTo(families);
        assertThat(extent.path("clientSessions").asInt()).as("client sessions").isEqualTo(clientSessions);
        assertThat(extent).hasSize(2);
    }

    private JsonNode lastAdminEvent() {
        for (JsonNode event : realm.admin().read("/" + realm.name() + "/admin-events")) {
            if (event.path("resourceType").asText().equals("TOKEN_FAMILY")) {
                return event;
            }
        }
        return MissingNode.getInstance();
    }

    @Test
    void whenAFamilyIsDeletedThenItsTokensAreDeadAndNobodyElses() {
        Tokens first = app.login("alice");
        Tokens head = app.refreshed(first);
        Tokens others = app.refreshed(app.login("alice"));

        Response answer = realm.admin().delete(resource + "/" + head.familyId());

        assertThat(answer.status()).isEqualTo(204);
        assertThat(app.userinfo(head.access()).status()).isEqualTo(401);
        assertThat(app.userinfo(first.access()).status()).isEqualTo(401);
        assertRefused(app.refresh(head.refresh()), REVOKED);
        assertRefusal(realm.lastEvent("app"), "revoked", head.familyId(), 1);
        assertThat(realm.inside().revocation(head.familyId())).isEqualTo("ADMIN");
        assertThat(app.userinfo(others.access()).status()).isEqualTo(200);
        assertThat(app.refreshed(others).generation()).isEqualTo(2);
        assertThat(lastAdminEvent().path("operationType").asText()).isEqualTo("DELETE");
        assertThat(lastAdminEvent().path("resourcePath").asText()).isEqualTo("token-families/" + head.familyId());
    }

    @Test
    void givenARevokedFamilyWhenItIsDeletedThenItIsAsBefore() {
        Tokens head = app.refreshed(app.login("alice"));
        app.revoke(head.refresh());
        JsonNode before = realm.inside().state(head.familyId());
        assertThat(realm.admin().delete(resource + "/" + head.familyId()).status())
                .isEqualTo(204);
        assertThat(realm.inside().state(head.familyId())).isEqualTo(before);
        assertThat(realm.admin().delete(resource + "/nobodys").status()).isEqualTo(404);
    }

    @Test
    void whenAUserIsRevokedThenAllTheirTokensAreDeadUsedOrNot() {
        List<Tokens> alices = List.of(
                app.login("alice"),
                app.refreshed(app.login("alice")),
                app.login("alice", OFFLINE),
                app.refreshed(app.login("alice", OFFLINE)));
        Tokens atOther = other.login("alice");
        Tokens bobs = app.login("bob");
        Map<String, String> alice = Map.of("userId", realm.userId("alice"));

        assertRevoked(Map.of("userId", realm.userId("alice"), "dryRun", true), 2, 5);
        assertThat(lastAdminEvent().isMissingNode()).isTrue();

        assertRevoked(alice, 2, 5);

        alices.forEach(
                tokens -> assertThat(app.refresh(tokens.refresh()).status()).isEqualTo(400));
        assertThat(other.refresh(atOther.refresh()).status()).isEqualTo(400);
        assertThat(app.userinfo(alices.get(1).access()).status()).isEqualTo(401);
        assertThat(app.refreshed(bobs).generation()).isEqualTo(1);
        assertThat(lastAdminEvent().path("operationType").asText()).isEqualTo("ACTION");
        assertThat(lastAdminEvent().path("representation").asText())
                .contains(realm.userId("alice"), "\"families\":2", "\"clientSessions\":5");
        assertRevoked(alice, 0, 0);
    }

    @Test
    void whenAUserIsRevokedAtOneClientThenTheOtherClientGoesOn() {
        Tokens atApp = app.login("alice");
        Tokens atOther = other.login("alice");
        assertRevoked(Map.of("userId", realm.userId("alice"), "clientId", "app"), 0, 1);
        assertThat(app.refresh(atApp.refresh()).status()).isEqualTo(400);
        assertThat(other.refreshed(atOther).generation()).isEqualTo(1);
    }

    @Test
    void whenASessionIsRevokedThenTheOthersOfTheUserGoOn() {
        Tokens ended = app.refreshed(app.login("alice", OFFLINE));
        Tokens goesOn = app.login("alice");
        String sessionId = ended.refreshClaims().path("sid").asText();

        assertRevoked(Map.of("sessionId", sessionId), 1, 1);

        assertRefused(app.refresh(ended.refresh()), "Offline user session not found");
        assertThat(app.refreshed(goesOn).generation()).isEqualTo(1);
        assertRevoked(Map.of("sessionId", sessionId), 0, 0);
        assertThat(revoke(Map.of("sessionId", "nobodys")).status()).isEqualTo(404);
    }

    @Test
    void whenAClientWithManySessionsIsRevokedThenAllOfThemEnd() {
        List<Tokens> unused =
                IntStream.range(0, 230).mapToObj(i -> app.login("alice")).toList();
        Tokens used = app.refreshed(app.login("bob", OFFLINE));
        Tokens atOther = other.login("alice");

        assertRevoked(Map.of("clientId", "app", "dryRun", true), 1, 231);
        assertRevoked(Map.of("clientId", "app"), 1, 231);

        unused.forEach(
                tokens -> assertThat(app.refresh(tokens.refresh()).status()).isEqualTo(400));
        assertThat(app.refresh(used.refresh()).status()).isEqualTo(400);
        assertThat(other.refreshed(atOther).generation()).isEqualTo(1);
        assertRevoked(Map.of("clientId", "app", "dryRun", false), 0, 0);
        assertThat(app.refreshed(app.login("alice")).generation()).isEqualTo(1);
    }
}
