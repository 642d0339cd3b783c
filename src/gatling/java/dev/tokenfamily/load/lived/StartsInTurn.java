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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A server with the JAR and one without it, on the same database, each started anew in every round: two processes of the
 * same kind differ, so that one of each says little. The one without is started twice in a round, as the control.
 */
public final class StartsInTurn {

    private static final List<Kind> KINDS = List.of(Kind.OFF, Kind.ROTATE, Kind.KEEP, Kind.SWITCH);
    /** A start gets that part of the time in which a server warms up that is started once. */
    private static final int WARM_UPS = 6;

    private static final String WITH = "with the JAR";
    private static final String WITHOUT = "without it";
    private static final String WITHOUT_AGAIN = "without it again";

    private final BenchmarkSettings settings;
    private final Scene scene;
    private final Map<Kind, ManySessions> sessions = new EnumMap<>(Kind.class);
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();
    private final Draw draw;

    /**
     * Something to start.
     *
     * @param name for reports
     * @param server that is stopped
     * @param kinds of realms that are measured there
     */
    private record Start(String name, MeasuredServer server, List<Kind> kinds) {}

    private StartsInTurn(BenchmarkSettings settings, Scene scene) {
        this.settings = settings;
        this.scene = scene;
        this.draw = Draw.atRandom(settings.sessions());
    }

    /** Measures, and adds what it finds. */
    public static void measure(BenchmarkSettings settings, BenchmarkReport report)
            throws IOException, InterruptedException {
        try (Scene scene = new Scene(settings, "lived");
                MeasuredServer with =
                        scene.server(ServerHome.fresh("lived-with").withOurJar());
                MeasuredServer without = scene.server(ServerHome.fresh("lived-without"))) {
            StartsInTurn starts = new StartsInTurn(settings, scene);
            starts.fill(with);
            starts.measure(List.of(
                    new Start(WITHOUT, without, List.of(Kind.OFF, Kind.SWITCH)),
                    new Start(WITH, with, List.of(Kind.OFF, Kind.ROTATE, Kind.KEEP)),
                    new Start(WITHOUT_AGAIN, without, List.of(Kind.OFF))));
            new LivedReport(report).add("lived, starts in turn", new Measurements(starts.samples), comparisons());
        }
    }

    private void fill(MeasuredServer server) {
        server.start();
        KINDS.forEach(kind -> sessions.put(kind, scene.sessions(kind, server)));
        scene.settled();
        server.stop();
    }

    private void measure(List<Start> starts) {
        int warmUpSeconds = Math.max(1, settings.warmUpSeconds() / WARM_UPS);
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Start start : Turn.inRound(round, starts)) {
                start.server().start();
                start.kinds()
                        .forEach(kind -> scene.warmedUp(
                                refreshes(start, kind),
                                Math.max(1, warmUpSeconds / start.kinds().size())));
                Turn.inRound(round, start.kinds())
                        .forEach(kind -> samples.computeIfAbsent(name(kind, start.name()), name -> new ArrayList<>())
                                .add(scene.closed(start.server(), refreshes(start, kind))));
                start.server().stop();
            }
        }
    }

    private Supplier<Requests.One> refreshes(Start start, Kind kind) {
        ManySessions ofKind = sessions.get(kind);
        if (ofKind == null) {
            throw new IllegalArgumentException(kind.label());
        }
        return Requests.refreshes(ofKind, draw, start.server().everywhere(ofKind.realm()));
    }

    private static List<Controlled> comparisons() {
        String off = name(Kind.OFF, WITHOUT);
        String rotate = name(Kind.ROTATE, WITH);
        String without = name(Kind.OFF, WITH);
        List<List<String>> twins = List.of(List.of(name(Kind.OFF, WITHOUT_AGAIN), off));
        return List.of(
                Controlled.of(Comparison.throughput("no policy ÷ no JAR", without, off, 0.99), twins),
                Controlled.of(Comparison.slowest("no policy ÷ no JAR", without, off, Double.NaN), twins),
                Controlled.of(
                        new Comparison(
                                "no policy ÷ no JAR, processor time",
                                without,
                                off,
                                sample -> sample.costs().processorMillis(),
                                Double.NaN,
                                false),
                        twins),
                Controlled.of(Comparison.throughput("rotate ÷ native off", rotate, off, 0.92), twins),
                Controlled.of(
                        Comparison.throughput("rotate ÷ native switch", rotate, name(Kind.SWITCH, WITHOUT), 1.25),
                        twins),
                Controlled.of(Comparison.throughput("keep ÷ native off", name(Kind.KEEP, WITH), off, 0.96), twins));
    }

    private static String name(Kind kind, String start) {
        return kind.label() + ", " + start;
    }
}
