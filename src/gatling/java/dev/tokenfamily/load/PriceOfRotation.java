package dev.tokenfamily.load;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.load.RefreshCost.Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.keycloak.representations.idm.RealmRepresentation;

/** A Keycloak as it comes against one with the extension, on one kind of database. */
final class PriceOfRotation {

    /** The number of clients at once that most figures are of. */
    static final int SOME = 8;

    static final Map<String, ?> ROTATE = Map.of("grace-period-seconds", 0);
    private static final Map<String, ?> KEEP = Map.of("rotation-interval-seconds", 86_400);
    private static final Map<String, ?> GRACE = Map.of("grace-period-seconds", 86_400);
    private static final int TABS = 50;
    private static final Duration FIRST_MINUTE = Duration.ofSeconds(62);

    private final MeasuredServer absent;
    private final MeasuredServer installed;
    private final List<Cell> cells = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();
    private final TestRealm off;
    private final TestRealm revoking;
    private final TestRealm rotate;
    private final TestRealm keep;

    /** Of these two servers. */
    PriceOfRotation(MeasuredServer absent, MeasuredServer installed) {
        this.absent = absent;
        this.installed = installed;
        this.off = absent.realm("off", null, realm -> {});
        this.revoking = absent.realm("switch", null, PriceOfRotation::revokeRefreshToken);
        this.rotate = installed.realm("rotate", ROTATE, realm -> {});
        this.keep = installed.realm("keep", KEEP, realm -> {});
    }

    /** The price of a refresh, for so many clients at once. */
    PriceOfRotation refreshing(List<Integer> numbersOfClients) {
        TestRealm policed = absent.policed("policed");
        TestRealm ungoverned = installed.realm("ungoverned", null, realm -> {});
        for (int clients : numbersOfClients) {
            String nativeOff = cell(absent, off, "native, rotation off", clients);
            cell(absent, policed, "native, rotation off, with a client policy", clients);
            String nativeSwitch = cell(absent, revoking, "native, Revoke Refresh Token", clients);
            String rotating = cell(installed, rotate, "ours, rotate on every use", clients);
            String keeping = cell(installed, keep, "ours, inside the rotation interval", clients);
            String without = cell(installed, ungoverned, "client without a policy", clients);
            compare(Comparison.throughput("rotate on every use ÷ native off", rotating, nativeOff, 0.90), clients);
            compare(Comparison.slowest("rotate on every use ÷ native off", rotating, nativeOff, 1.15), clients);
            compare(
                    Comparison.throughput("rotate on every use ÷ native switch", rotating, nativeSwitch, 1.15),
                    clients);
            compare(Comparison.throughput("inside the interval ÷ native off", keeping, nativeOff, 0.93), clients);
            compare(Comparison.throughput("no policy ÷ JAR absent", without, nativeOff, 0.99), clients);
        }
        return this;
    }

    private static void revokeRefreshToken(RealmRepresentation realm) {
        realm.setRevokeRefreshToken(true);
        realm.setRefreshTokenMaxReuse(0);
    }

    private String cell(MeasuredServer server, TestRealm realm, String name, int clients) {
        Cell cell = Cell.refreshing(name + ", " + clients, clients, server.everywhere(realm));
        cells.add(cell);
        return cell.name();
    }

    private void compare(Comparison comparison, int clients) {
        comparisons.add(comparison.named(comparison.name() + ", clients: " + clients));
    }

    /** Retries and replays; after {@link #refreshing} with one client. */
    PriceOfRotation presentingAgain() {
        TestRealm grace = installed.realm("grace", GRACE, realm -> {});
        String tabs = presenting(grace, "50 tabs with one token within grace", TABS, superseded(grace), 200);
        comparisons.add(Comparison.throughput(
                "50 tabs within grace ÷ one after the other, native", tabs, "native, rotation off, 1", 0.8));

        TestRealm dead = installed.realm("dead", ROTATE, realm -> {});
        TestRealm nativeDead = absent.realm("native-dead", null, PriceOfRotation::revokeRefreshToken);
        String replays = presenting(dead, "replays of a dead family", SOME, reused(dead), 400);
        String invalid = presenting(nativeDead, "native answers to a reused token", SOME, reused(nativeDead), 400);
        comparisons.add(Comparison.throughput(
                "replays of a dead family ÷ native answers to a reused token", replays, invalid, 1.0));
        return this;
    }

    private String presenting(TestRealm realm, String name, int clients, String token, int status) {
        Cell cell = Cell.presenting(name, clients, realm.url(), token, status);
        cells.add(cell);
        return cell.name();
    }

    private static String superseded(TestRealm realm) {
        App app = new App(realm.url(), "app", null);
        Tokens tokens = app.login("alice");
        app.refreshed(tokens);
        return tokens.refresh();
    }

    private static String reused(TestRealm realm) {
        String token = superseded(realm);
        new App(realm.url(), "app", null).refresh(token);
        return token;
    }

    Contest contest() {
        return new Contest(cells, comparisons);
    }

    /** What one refresh costs the database, natively and with us; not in the minute after a login, which costs more. */
    Map<String, RefreshCost> costs() {
        Client ofOff = Client.of(absent, off);
        Client ofRevoking = Client.of(absent, revoking);
        Client ofRotate = Client.of(installed, rotate);
        Client ofKeep = Client.of(installed, keep);
        LockSupport.parkNanos(FIRST_MINUTE.toNanos());
        RefreshCost nativeOff = ofOff.measured();
        RefreshCost rotating = ofRotate.measured();
        RefreshCost keeping = ofKeep.measured();
        Map<String, RefreshCost> costs = new LinkedHashMap<>();
        costs.put("native, rotation off", nativeOff);
        costs.put("native, Revoke Refresh Token", ofRevoking.measured());
        costs.put("ours, rotate on every use", rotating);
        costs.put("ours, inside the rotation interval", keeping);
        costs.put("beyond native off, to rotate", rotating.beyond(nativeOff));
        costs.put("beyond native off, to keep", keeping.beyond(nativeOff));
        return costs;
    }
}
