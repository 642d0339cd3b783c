package dev.tokenfamily.live.admin;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;

import dev.tokenfamily.harness.realm.TestRealm;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.representations.idm.RealmRepresentation;

/** The fine-grained admin permissions of a realm that has {@code adminPermissionsEnabled}. */
public final class FineGrainedPermissions {

    private final TestRealm realm;
    private final String resourceServer;

    public FineGrainedPermissions(TestRealm realm) {
        this.realm = realm;
        resourceServer =
                "/" + realm.name() + "/clients/" + realm.clientUuid("admin-permissions") + "/authz/resource-server";
    }

    /** Settings of a realm that has them, with admin events and cheap logins. */
    public static void enable(RealmRepresentation realm) {
        TestRealm.forLoad(realm);
        realm.setAdminEventsEnabled(true);
        realm.setAdminPermissionsEnabled(true);
    }

    /** Only these admins may do this with this resource; the name of the type stands for all resources of it. */
    public void permit(String type, String resource, String scope, RealmAdmin... admins) {
        String name = scope + " " + resource;
        String policy = expectSuccess(realm.admin()
                        .post(resourceServer + "/policy/user", Map.of("name", "who may " + name, "users", ids(admins))))
                .text("id");
        expectSuccess(realm.admin()
                .post(
                        resourceServer + "/permission/scope",
                        Map.of(
                                "name",
                                name,
                                "resourceType",
                                type,
                                "resources",
                                List.of(resource),
                                "scopes",
                                List.of(scope),
                                "policies",
                                List.of(policy))));
    }

    private static List<String> ids(RealmAdmin... admins) {
        return Stream.of(admins).map(RealmAdmin::id).toList();
    }
}
