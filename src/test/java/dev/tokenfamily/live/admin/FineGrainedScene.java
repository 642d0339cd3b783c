package dev.tokenfamily.live.admin;

import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import java.util.Map;
import java.util.Objects;

/** A realm with fine-grained admin permissions, and admins who have rights over alice only. */
final class FineGrainedScene {

    final TestRealm realm;
    final App app;
    private final String alice;
    private final String bob;
    private final Map<String, RealmAdmin> admins;

    FineGrainedScene(KeycloakServer server, String name) {
        realm = TestRealm.create(server, name, FineGrainedPermissions::enable).govern("default", Map.of());
        app = realm.publicClient("app", "default");
        alice = realm.userId("alice");
        bob = realm.userId("bob");
        RealmAdmin viewer = RealmAdmin.create(realm, "viewer");
        RealmAdmin searcher = RealmAdmin.create(realm, "searcher", "query-users");
        RealmAdmin manager = RealmAdmin.create(realm, "manager");
        FineGrainedPermissions permissions = new FineGrainedPermissions(realm);
        permissions.permit("Users", alice, "view", viewer, searcher, manager);
        permissions.permit("Users", alice, "manage", manager);
        admins = Map.of(
                "viewer",
                viewer,
                "searcher",
                searcher,
                "manager",
                manager,
                "stranger",
                RealmAdmin.create(realm, "stranger"),
                "view-users",
                RealmAdmin.create(realm, "view-users", "view-users"));
    }

    /** The tokens of a family of each of the two. */
    record Families(Tokens alices, Tokens bobs) {}

    Families families() {
        return new Families(app.refreshed(app.login("alice")), app.refreshed(app.login("bob")));
    }

    String alice() {
        return alice;
    }

    /**
     * With the words of a table replaced by ids: {@code alice} and {@code bob}, {@code alice's} and {@code bob's}
     * family, and {@code sid-of-alice}; {@code ~a} and {@code ~b} are their names.
     */
    String filled(String text, Families families) {
        return text.replace("alice's", families.alices.familyId())
                .replace("bob's", families.bobs.familyId())
                .replace(
                        "sid-of-alice",
                        families.alices.refreshClaims().path("sid").asText())
                .replace("alice", alice)
                .replace("bob", bob)
                .replace("~a", "alice")
                .replace("~b", "bob");
    }

    /** Below {@code /admin/realms/{realm}}, in the words of a table. */
    Response call(String admin, String method, String path, String body, Families families) {
        RealmAdmin caller = Objects.requireNonNull(admins.get(admin), admin);
        return caller.call(method, "/" + realm.name() + filled(path, families), filled(body, families));
    }

    /** How many admin events tell of our resource. */
    int adminEvents() {
        return realm.admin()
                .read("/" + realm.name() + "/admin-events?max=1000&resourcePath=token-families/*")
                .size();
    }
}
