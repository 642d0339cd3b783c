package dev.tokenfamily.load.lived;

import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.load.BenchmarkReport;
import dev.tokenfamily.load.BenchmarkSettings;
import dev.tokenfamily.load.Comparison;
import dev.tokenfamily.load.MeasuredServer;
import dev.tokenfamily.load.Measurements;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Rotation beside very many families against rotation beside a hundredth of them, each on a database of its own. */
public final class TwoCrowds {

    private static final int FEWER = 100;

    private TwoCrowds() {}

    /** Measures, and adds what it finds. */
    public static void measure(BenchmarkSettings settings, BenchmarkReport report)
            throws IOException, InterruptedException {
        int few = Math.max(1, settings.crowd() / FEWER);
        try (Scene besideFew = new Scene(settings, "lived-few");
                Scene besideMany = new Scene(settings, "lived-many");
                MeasuredServer first =
                        besideFew.server(ServerHome.fresh("lived-few").withOurJar());
                MeasuredServer second =
                        besideMany.server(ServerHome.fresh("lived-many").withOurJar())) {
            first.start();
            second.start();
            List<Turn> turns = new ArrayList<>(turns(settings, besideFew, first, few));
            turns.addAll(turns(settings, besideMany, second, settings.crowd()));
            Measurements measured = Turn.inRounds(settings.rounds(), turns);
            String base = name(Kind.ROTATE, few);
            String cell = name(Kind.ROTATE, settings.crowd());
            new LivedReport(report)
                    .add(
                            "lived, beside other families",
                            measured,
                            List.of(Controlled.of(
                                    Comparison.throughput(
                                            BenchmarkReport.format("%,d families ÷ %,d", settings.crowd(), few),
                                            cell,
                                            base,
                                            0.95),
                                    List.of(
                                            List.of(name(Kind.ROTATE_AGAIN, few), base),
                                            List.of(name(Kind.ROTATE_AGAIN, settings.crowd()), cell)))));
        }
    }

    private static List<Turn> turns(BenchmarkSettings settings, Scene scene, MeasuredServer server, int families) {
        scene.beside(families);
        List<Turn> turns = new ArrayList<>();
        for (Kind kind : List.of(Kind.ROTATE, Kind.ROTATE_AGAIN)) {
            ManySessions sessions = scene.sessions(kind, server);
            Supplier<Requests.One> requests =
                    Requests.refreshes(sessions, Draw.atRandom(sessions.size()), server.everywhere(sessions.realm()));
            scene.warmedUp(requests, Math.max(1, settings.warmUpSeconds() / 4));
            turns.add(new Turn(name(kind, families), () -> scene.closed(server, requests)));
        }
        scene.settled();
        return turns;
    }

    private static String name(Kind kind, int families) {
        return BenchmarkReport.format("%s, beside %,d", kind.label(), families);
    }
}
