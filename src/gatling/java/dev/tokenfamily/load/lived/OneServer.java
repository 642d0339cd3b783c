package dev.tokenfamily.load.lived;

import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.load.BenchmarkReport;
import dev.tokenfamily.load.BenchmarkSettings;
import dev.tokenfamily.load.Comparison;
import dev.tokenfamily.load.MeasuredServer;
import dev.tokenfamily.load.Measurements;
import dev.tokenfamily.load.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Realms of all kinds in one process with the JAR, under the same loads in turn. A realm without a policy is native there. */
public final class OneServer {

    private static final List<Kind> KINDS =
            List.of(Kind.OFF, Kind.OFF_AGAIN, Kind.ROTATE, Kind.ROTATE_AGAIN, Kind.KEEP, Kind.SWITCH);

    private static final String EACH_ONCE = "one client, each session once";
    private static final String AT_RANDOM = "8 clients, at random";
    private static final String BY_ZIPF = "8 clients, by Zipf";
    private static final List<Integer> PERCENT = List.of(30, 60, 80);

    /** At which a target is set for latencies. */
    private static final int USUAL_PERCENT = 60;

    /** Statements by which a number of them may differ from itself, to say anything. */
    private static final double MOST_NOISE = 0.25;

    private static final double NO_TARGET = Double.NaN;

    private final BenchmarkSettings settings;
    private final Scene scene;
    private final MeasuredServer server;
    private final Map<Kind, ManySessions> sessions = new EnumMap<>(Kind.class);
    private final List<Turn> turns = new ArrayList<>();
    private final List<Controlled> comparisons = new ArrayList<>();

    private OneServer(BenchmarkSettings settings, Scene scene, MeasuredServer server) {
        this.settings = settings;
        this.scene = scene;
        this.server = server;
        KINDS.forEach(kind -> sessions.put(kind, scene.sessions(kind, server)));
        scene.settled();
    }

    /** Measures, and adds what it finds under that title; the server gets these options besides. */
    public static void measure(BenchmarkSettings settings, BenchmarkReport report, String title, String... options)
            throws IOException, InterruptedException {
        try (Scene scene = new Scene(settings, "lived");
                MeasuredServer server = scene.server(ServerHome.fresh("lived").withOurJar(), options)) {
            server.start();
            new OneServer(settings, scene, server).measure(new LivedReport(report), title);
        }
    }

    private void measure(LivedReport report, String title) {
        Draw atRandom = Draw.atRandom(settings.sessions());
        KINDS.forEach(kind ->
                scene.warmedUp(refreshes(kind, atRandom), Math.max(1, settings.warmUpSeconds() / KINDS.size())));
        double capacity = scene.closed(server, refreshes(Kind.OFF, atRandom)).perSecond();
        Measurements once = Turn.inRounds(1, eachOnce());
        closed(AT_RANDOM, atRandom);
        closed(BY_ZIPF, Draw.byZipf(settings.sessions()));
        PERCENT.forEach(percent -> open(percent, capacity, atRandom));
        Measurements measured = Turn.inRounds(settings.rounds(), turns);
        report.add(title, measured.and(once), comparisons);
        report.remark(BenchmarkReport.format(
                "%,d sessions in each realm, on %d nodes. The capacity was %.0f refreshes per second (native off, at random).",
                settings.sessions(), settings.nodes(), capacity));
        report.remark(statements(once));
    }

    private static String statements(Measurements once) {
        double beyond = statements(once, Kind.ROTATE) - statements(once, Kind.OFF);
        double control = statements(once, Kind.OFF_AGAIN) - statements(once, Kind.OFF);
        return BenchmarkReport.format(
                "A rotation that nobody remembers takes %.2f statements more than a native refresh (target ≤ 1: %s); the same twice differs"
                        + " by %.2f. Keeping takes %.2f more.",
                beyond, verdict(beyond, control), control, statements(once, Kind.KEEP) - statements(once, Kind.OFF));
    }

    private static String verdict(double beyond, double control) {
        if (Math.abs(control) > MOST_NOISE) {
            return "cannot be told";
        }
        return beyond <= 1 + MOST_NOISE ? "met" : "missed";
    }

    private static double statements(Measurements once, Kind kind) {
        return once.median(
                name(kind, EACH_ONCE), sample -> sample.costs().database().statements());
    }

    /** For what it costs to refresh a session that is in no cache: one client, so that Keycloak writes for one at a time. */
    private List<Turn> eachOnce() {
        return KINDS.stream()
                .map(kind -> new Turn(
                        name(kind, EACH_ONCE),
                        () -> scene.alone(server, refreshes(kind, Draw.eachOnce(settings.sessions())))))
                .toList();
    }

    private void closed(String load, Draw draw) {
        turns(load, kind -> scene.closed(server, refreshes(kind, draw)));
        compare(
                Comparison.throughput("rotate ÷ native off", name(Kind.ROTATE, load), name(Kind.OFF, load), 0.92),
                load);
        compare(
                Comparison.throughput("rotate ÷ native switch", name(Kind.ROTATE, load), name(Kind.SWITCH, load), 1.25),
                load);
        compare(Comparison.throughput("keep ÷ native off", name(Kind.KEEP, load), name(Kind.OFF, load), 0.96), load);
    }

    private void open(int percent, double capacity, Draw draw) {
        String load = percent + " % of capacity";
        turns(load, kind -> scene.open(server, refreshes(kind, draw), capacity * percent / 100, 1));
        double target = percent == USUAL_PERCENT ? 1.15 : NO_TARGET;
        compare(Comparison.slowest("rotate ÷ native off", name(Kind.ROTATE, load), name(Kind.OFF, load), target), load);
        compare(Comparison.slowest("keep ÷ native off", name(Kind.KEEP, load), name(Kind.OFF, load), NO_TARGET), load);
        compare(
                Comparison.slowest(
                        "rotate ÷ native switch", name(Kind.ROTATE, load), name(Kind.SWITCH, load), NO_TARGET),
                load);
    }

    private void turns(String load, Function<Kind, Sample> measured) {
        KINDS.forEach(kind -> turns.add(new Turn(name(kind, load), () -> measured.apply(kind))));
    }

    private void compare(Comparison comparison, String load) {
        comparisons.add(Controlled.of(
                comparison.named(comparison.name() + ", " + load),
                List.of(
                        List.of(name(Kind.OFF_AGAIN, load), name(Kind.OFF, load)),
                        List.of(name(Kind.ROTATE_AGAIN, load), name(Kind.ROTATE, load)))));
    }

    private Supplier<Requests.One> refreshes(Kind kind, Draw draw) {
        ManySessions ofKind = sessions.get(kind);
        if (ofKind == null) {
            throw new IllegalArgumentException(kind.label());
        }
        return Requests.refreshes(ofKind, draw, server.everywhere(ofKind.realm()));
    }

    private static String name(Kind kind, String load) {
        return kind.label() + ", " + load;
    }
}
