package dev.tokenfamily.harness.realm;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;

import dev.tokenfamily.harness.AdminApi;
import java.util.Map;

/** The client with which admins log in at the console page, as our own command makes it. */
public final class ConsoleClient {

    private ConsoleClient() {}

    /** In the realm itself, whose own admins log in. */
    public static TestRealm in(TestRealm realm) {
        create(realm.admin(), realm.name());
        return realm;
    }

    /** In master, whose admins administer the realm. */
    public static TestRealm inMaster(TestRealm realm) {
        create(realm.admin(), "master");
        return realm;
    }

    private static void create(AdminApi admin, String realm) {
        expectSuccess(admin.post("/" + realm + "/token-families/setup", Map.of("console", true)));
    }
}
