package dev.tokenfamily.live.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.FullRunOnly;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.RealmRepresentation;

/** Who may use our admin REST resource: whoever may use Keycloak's own, and everybody else is refused as there. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminPermissionsIT {

    private static final String REALM = "/permissions";
    private static final String RESOURCE = REALM + "/token-families";
    private static final String[] ALL = {"realm-admin", "manage-users", "view-users", "view-realm"};

    private final TestRealm realm;
    private final App app;
    private final RealmAdmin carol;
    private final RealmAdmin ours;
    private final RealmAdmin theirs;

    /** By name; what each sends as {@code Authorization}, nothing if empty. */
    private final Map<String, Supplier<String>> callers;

    AdminPermissionsIT(KeycloakServer server) {
        realm = TestRealm.create(server, "permissions", AdminPermissionsIT::settings)
                .govern("default", Map.of());
        app = realm.publicClient("app", "default");
        TestRealm elsewhere = TestRealm.create(server, "permissions-elsewhere", TestRealm::forLoad);
        carol = RealmAdmin.create(realm, "carol");
        ours = RealmAdmin.inMaster(realm, "permissions-ours", "manage-users");
        theirs = RealmAdmin.inMaster(elsewhere, "permissions-theirs", ALL);
        RealmAdmin full = RealmAdmin.create(realm, "realm-admin", "realm-admin");
        callers = Map.ofEntries(
                Map.entry("nobody", () -> ""),
                Map.entry("garbage", () -> "Bearer garbage"),
                Map.entry("refresh token", () -> "Bearer " + full.login().refresh()),
                Map.entry("user", RealmAdmin.create(realm, "ordinary")::authorization),
                Map.entry("view-users", RealmAdmin.create(realm, "view-users", "view-users")::authorization),
                Map.entry("view-realm", RealmAdmin.create(realm, "view-realm", "view-realm")::authorization),
                Map.entry("query-users", RealmAdmin.create(realm, "query-users", "query-users")::authorization),
                Map.entry("manage-users", RealmAdmin.create(realm, "manage-users", "manage-users")::authorization),
                Map.entry("realm-admin", full::authorization),
                Map.entry("another realm's", RealmAdmin.create(elsewhere, "realm-admin", ALL)::authorization),
                Map.entry("master's for another", theirs::authorization),
                Map.entry("master's for this", ours::authorization),
                Map.entry("master's", () -> realm.admin().authorization()));
    }

    private static void settings(RealmRepresentation realm) {
        TestRealm.forLoad(realm);
        realm.setAdminEventsEnabled(true);
    }

    @AfterAll
    void leaveMasterAsItWas() {
        ours.remove();
        theirs.remove();
    }

    /** What Keycloak answers for sessions of a user, client policies, and a logout of a user. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nobody, 401, 401, 401",
        "garbage, 401, 401, 401",
        "refresh token, 401, 401, 401",
        "user, 403, 403, 403",
        "view-users, 200, 403, 403",
        "view-realm, 403, 200, 403",
        "query-users, 403, 403, 403",
        "manage-users, 200, 403, 204",
        "realm-admin, 200, 200, 204",
        "another realm's, 403, 403, 403",
        "master's for another, 403, 403, 403",
        "master's for this, 200, 403, 204",
        "master's, 200, 200, 204"
    })
    void givenACallerThenHeMayWhatKeycloakLetsHim(String caller, int reads, int policies, int writes) {
        String authorization = Objects.requireNonNull(callers.get(caller)).get();
        Family families = new Family(app.refreshed(app.login("alice")), app.refreshed(app.login("bob")));

        Response sessions = call(authorization, "GET", REALM + "/users/" + carol.id() + "/sessions", "");
        assertThat(sessions.status()).as("sessions").isEqualTo(reads);
        for (String path : List.of(
                "",
                "/count",
                "/" + families.deleted.familyId(),
                "/incidents",
                "/incidents/count",
                "/users/" + carol.id() + "/data",
                "/report",
                "/report/copies")) {
            assertLike(sessions, call(authorization, "GET", RESOURCE + path, ""), path);
        }
        Response clientPolicies = call(authorization, "GET", REALM + "/client-policies/policies", "");
        assertThat(clientPolicies.status()).as("client policies").isEqualTo(policies);
        assertLike(clientPolicies, call(authorization, "GET", RESOURCE + "/policy?clientId=app", ""), "/policy");

        Response clients = call(authorization, "GET", REALM + "/clients", "");
        assertLike(
                policies == 200 ? clients : clientPolicies,
                call(authorization, "GET", RESOURCE + "/clients", ""),
                "/clients");

        Response logout = call(authorization, "POST", REALM + "/users/" + carol.id() + "/logout", "");
        assertThat(logout.status()).as("logout").isEqualTo(writes);
        assertWrites(authorization, logout, families);
    }

    private record Family(Tokens deleted, Tokens revoked) {}

    private void assertWrites(String authorization, Response logout, Family families) {
        int events = adminEvents().size();
        String bob = realm.userId("bob");
        String dryRun = "{\"userId\":\"%s\",\"dryRun\":true}".formatted(bob);
        assertLike(logout, call(authorization, "POST", RESOURCE + "/revoke", dryRun), "dry run");
        assertThat(realm.inside().revocation(families.revoked.familyId())).isEmpty();
        assertThat(adminEvents()).hasSize(events);

        String sessionId = families.revoked.refreshClaims().path("sid").asText();
        String revoke = "{\"userId\":\"%s\",\"clientId\":\"app\",\"sessionId\":\"%s\"}".formatted(bob, sessionId);
        assertLike(logout, call(authorization, "POST", RESOURCE + "/revoke", revoke), "revoke");
        assertLike(logout, call(authorization, "DELETE", RESOURCE + "/" + families.deleted.familyId(), ""), "delete");

        boolean done = logout.status() == 204;
        assertThat(realm.inside().revocation(families.revoked.familyId())).isEqualTo(done ? "ADMIN" : "");
        assertThat(realm.inside().revocation(families.deleted.familyId())).isEqualTo(done ? "ADMIN" : "");
        assertThat(app.refresh(families.revoked.refresh()).status()).isEqualTo(done ? 400 : 200);
        assertThat(app.refresh(families.deleted.refresh()).status()).isEqualTo(done ? 400 : 200);
        assertThat(adminEvents()).hasSize(done ? events + 2 : events);
    }

    private JsonNode adminEvents() {
        return realm.admin().read(REALM + "/admin-events?max=1000&resourcePath=token-families/*");
    }

    private Response call(String authorization, String method, String path, String body) {
        String[] headers = authorization.isEmpty() ? new String[0] : new String[] {"Authorization", authorization};
        return Http.json(method, realm.admin().uri(path), body, headers);
    }

    /** Both succeed, or both are refused with the same words. */
    private static void assertLike(Response keycloaks, Response ours, String what) {
        assertThat(ours.status() / 100).as(what).isEqualTo(keycloaks.status() / 100);
        if (keycloaks.status() >= 400) {
            assertThat(ours.status()).as(what).isEqualTo(keycloaks.status());
            assertThat(ours.text()).as(what).isEqualTo(keycloaks.text());
            for (String header : List.of("Content-Type", "WWW-Authenticate")) {
                assertThat(ours.headers().allValues(header))
                        .as(what)
                        .isEqualTo(keycloaks.headers().allValues(header));
            }
        }
    }
}
