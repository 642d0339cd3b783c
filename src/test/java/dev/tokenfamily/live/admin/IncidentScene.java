package dev.tokenfamily.live.admin;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import java.util.Map;
import java.util.function.Consumer;
import org.keycloak.representations.idm.RealmRepresentation;

/** A realm with a client whose reuses are enforced and one whose are observed, and what its admins do with the incidents. */
final class IncidentScene {

    /** How many admins do something at once. */
    static final int ADMINS = 6;

    final TestRealm realm;
    final App app;
    final App observed;

    /** Who may see users, and neither decide nor see events. */
    final RealmAdmin viewer;

    /** The path of the incidents, below {@code /admin/realms}. */
    final String incidents;

    IncidentScene(KeycloakServer server, String name, Consumer<RealmRepresentation> settings) {
        realm = TestRealm.create(server, name, representation -> {
                    representation.setAdminEventsEnabled(true);
                    representation.setAdminEventsDetailsEnabled(true);
                    settings.accept(representation);
                })
                .govern("enforce", Map.of("grace-period-seconds", 0))
                .govern("observe", Map.of("grace-period-seconds", 0, "enforcement", "observe"));
        app = realm.publicClient("app", "enforce");
        observed = realm.publicClient("observed", "observe");
        viewer = RealmAdmin.create(realm, "viewer", "view-users");
        incidents = "/" + name + "/token-families/incidents";
    }

    /** The incident of that family. */
    JsonNode incident(String family) {
        return realm.incident("familyId=" + family);
    }

    /** Of that user, at the client whose are only observed. */
    JsonNode observedReuse(String user) {
        Tokens stolen = observed.login(user);
        observed.refreshed(stolen);
        observed.refresh(stolen.refresh());
        return incident(stolen.familyId());
    }

    /** Where an incident is given a state, below {@code /admin/realms}. */
    String state(JsonNode incident) {
        return incidents + "/" + incident.path("id").asText() + "/state";
    }

    Response change(JsonNode incident, Map<String, ?> body) {
        return realm.admin().put(state(incident), body);
    }

    JsonNode changed(JsonNode incident, Map<String, ?> body) {
        return expectSuccess(change(incident, body)).json();
    }
}
