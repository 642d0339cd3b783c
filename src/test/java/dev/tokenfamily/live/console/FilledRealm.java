package dev.tokenfamily.live.console;

import dev.tokenfamily.family.Owner;
import dev.tokenfamily.harness.realm.ConsoleClient;
import dev.tokenfamily.harness.realm.ConsoleRealm;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.ManyFamilies;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.report.Period;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A realm with so many families, written by SQL. One in fifty is of one user, robot, at one client; one in 10,000 is revoked, the
 * oldest ones. In proportion to them there are users, incidents, of which one in a hundred is open, and ends.
 */
final class FilledRealm {

    private static final int CLIENTS = 20;

    private final TestRealm realm;
    private final String realmId;
    private final List<String> clientIds;

    private FilledRealm(TestRealm realm) {
        this.realm = realm;
        this.realmId = realm.admin().read("/" + realm.name()).path("id").asText();
        this.clientIds = IntStream.range(0, CLIENTS)
                .mapToObj(n -> {
                    realm.publicClient("app-" + n, "observe");
                    return realm.clientUuid("app-" + n);
                })
                .toList();
    }

    /** With so many families, and statistics of so many days. */
    static FilledRealm of(KeycloakServer server, Postgres database, String name, int families, int days) {
        TestRealm realm = ConsoleClient.in(ConsoleRealm.create(server, name))
                .govern("observe", Map.of("grace-period-seconds", 0, "enforcement", "observe"));
        realm.withUser("robot", user -> {});
        FilledRealm filled = new FilledRealm(realm);
        filled.fill(database, families, days);
        return filled;
    }

    private void fill(Postgres database, int families, int days) {
        long now = realm.inside().now();
        long kept = now + 365 * 24 * 3600;
        int robots = families / 50;
        int revoked = Math.max(1, families / 10_000);
        ManyFamilies rows = ManyFamilies.of(database, realmId, clientIds, Math.max(10, families / 20));
        rows.active(families - robots - revoked, kept);
        rows.revoked(revoked, kept);
        rows.endless(robots, new Owner(realmId, clientIds.get(0), realm.userId("robot"), "robots", true), kept);
        rows.incidents(families / 10, now);
        database.execute(
                "update token_family_incident set state = 'DISMISSED', state_at = occurred_at, state_repeats = 0"
                        + " where occurred_at % 100 <> 0 and realm_id = '" + realmId + "'");
        rows.ends(families / 10, 1000 * now);
        rows.statistics(realmId, clientIds, days, Period.dayOf(now));
        rows.counted();
        database.execute("vacuum analyze user_entity");
    }

    TestRealm realm() {
        return realm;
    }

    /**
     * A place of the page.
     *
     * @param name the same in every realm
     */
    record Place(String name, String hash) {}

    /** Every screen, with filters that are easy to answer and such as let hardly anything through. */
    List<Place> places() {
        String resource = "/" + realm.name() + "/token-families";
        String incident = realm.admin()
                .read(resource + "/incidents?max=1")
                .path(0)
                .path("id")
                .asText();
        String family = realm.admin()
                .read(resource + "?username=user-1&max=1")
                .path(0)
                .path("id")
                .asText();
        String session =
                realm.admin().read(resource + "/" + family).path("sessionId").asText();
        return List.of(
                place("overview"),
                place("overview?days=30"),
                place("incidents"),
                place("incidents?state=open"),
                place("incidents?state=confirmed"),
                place("incidents?enforcement=enforce&clientId=app-1"),
                place("incidents?address=203.0.113.9"),
                place("incidents?device=nobodys"),
                place("incidents?username=user-1"),
                place("incidents/{incident}", incident),
                place("families"),
                place("families?status=active"),
                place("families?status=revoked"),
                place("families?clientId=app-1&status=revoked"),
                place("families?username=user-1"),
                place("families?username=user-1&address=203.0.113.9"),
                place("families?username=robot&status=revoked"),
                place("families?username=robot&clientId=app-1"),
                place("families?sessionId={session}", session),
                place("families/{family}", family),
                place("users"),
                place("users?search=user-7"),
                place("users/{user-1}", realm.userId("user-1")),
                place("users/{robot}", realm.userId("robot")),
                place("history?username=user-1"),
                place("history?username=robot"),
                place("history?sessionId={session}", session),
                place("history?familyId={family}", family),
                place("clients"),
                place("clients?search=app-1"),
                place("clients/app-1"),
                place("policy"),
                place("policy/observe-first"));
    }

    private Place place(String name) {
        return place(name, "");
    }

    private Place place(String name, String id) {
        return new Place(name, "#/" + realm.name() + "/" + name.replaceAll("\\{.*}", id));
    }
}
