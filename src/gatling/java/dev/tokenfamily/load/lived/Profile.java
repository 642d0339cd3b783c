package dev.tokenfamily.load.lived;

import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.load.BenchmarkReport;
import dev.tokenfamily.load.BenchmarkSettings;
import dev.tokenfamily.load.MeasuredServer;
import dev.tokenfamily.load.Sample;
import dev.tokenfamily.load.lived.Profiler.Event;
import dev.tokenfamily.load.lived.Stacks.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where the processor time of a server goes while it answers refreshes, and what it allocates: realms of several kinds in one process, in
 * turn.
 */
public final class Profile {

    private static final List<Kind> KINDS = List.of(Kind.OFF, Kind.KEEP, Kind.ROTATE, Kind.SWITCH);

    /** How many classes are named. */
    private static final int MOST = 40;

    private final BenchmarkSettings settings;
    private final Scene scene;
    private final MeasuredServer server;
    private final Profiler profiler;
    private final Map<Kind, Supplier<Requests.One>> refreshes = new EnumMap<>(Kind.class);

    private Profile(BenchmarkSettings settings, Scene scene, MeasuredServer server, Path directory) throws IOException {
        this.settings = settings;
        this.scene = scene;
        this.server = server;
        this.profiler = new Profiler(server.node(), directory);
        Draw atRandom = Draw.atRandom(settings.sessions());
        for (Kind kind : KINDS) {
            ManySessions sessions = scene.sessions(kind, server);
            refreshes.put(kind, Requests.refreshes(sessions, atRandom, server.everywhere(sessions.realm())));
        }
        scene.settled();
    }

    /** Measures, and adds what it finds. The stacks themselves, of which flame graphs can be made, are in that directory. */
    public static void measure(BenchmarkSettings settings, BenchmarkReport report, Path directory)
            throws IOException, InterruptedException {
        try (Scene scene = new Scene(settings, "lived");
                MeasuredServer server =
                        scene.server(ServerHome.fresh("lived-profile").withOurJar())) {
            server.start();
            new Profile(settings, scene, server, directory).measure(report);
        }
    }

    private void measure(BenchmarkReport report) {
        int warmUp = Math.max(1, settings.warmUpSeconds() / KINDS.size());
        refreshes.values().forEach(requests -> scene.warmedUp(requests, warmUp));
        for (Event event : Event.values()) {
            Map<Kind, Taken> taken = new EnumMap<>(Kind.class);
            for (int round = 1; round <= settings.rounds(); round++) {
                for (Kind kind : Turn.inRound(round, KINDS)) {
                    taken.merge(kind, one(event, kind, round), Taken::and);
                }
            }
            table(report, event, "part", taken, stack -> Part.of(stack).label());
            table(report, event, "class of ours", taken, stack -> Part.ourClass(stack)
                    .orElse(""));
        }
    }

    private Taken one(Event event, Kind kind, int round) {
        String name = "%s-%s-%d".formatted(event.name().toLowerCase(Locale.ROOT), kind.realm(), round);
        Supplier<Requests.One> requests = Objects.requireNonNull(refreshes.get(kind));
        Profiler.Profiled<Sample> profiled = profiler.during(event, name, () -> scene.closed(server, requests));
        Sample sample = profiled.result();
        long answers = sample.expected() + sample.failed();
        return new Taken(answers, sample.costs().serverMillis() * answers, profiled.stacks());
    }

    /**
     * What was taken while the profiler looked.
     *
     * @param millis of a processor, for all answers
     */
    private record Taken(long answers, double millis, Stacks stacks) {

        Taken and(Taken more) {
            return new Taken(answers + more.answers, millis + more.millis, stacks.and(more.stacks));
        }

        /** For each answer: of a profile of time only shares count, of one of allocations the bytes. */
        Map<String, Double> each(Event event, Function<Stack, String> naming) {
            double all = event == Event.TIME ? stacks.total() / (millis * 1000) : 1;
            return stacks.by(naming, all * answers);
        }
    }

    private static void table(
            BenchmarkReport report, Event event, String of, Map<Kind, Taken> taken, Function<Stack, String> naming) {
        List<String> columns = new ArrayList<>(List.of(of));
        List<Map<String, Double>> each = new ArrayList<>();
        taken.forEach((kind, all) -> {
            columns.add(kind.label());
            each.add(all.each(event, naming));
        });
        report.table("lived, profile: " + event.unit() + " per answer", columns.toArray(String[]::new));
        each.stream()
                .flatMap(amounts -> amounts.keySet().stream())
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted(Comparator.comparingDouble(name -> -each.stream()
                        .mapToDouble(amounts -> amounts.getOrDefault(name, 0.0))
                        .max()
                        .orElse(0)))
                .limit(MOST)
                .forEach(name -> report.row(Stream.concat(
                                Stream.of(name),
                                each.stream()
                                        .map(amounts ->
                                                BenchmarkReport.format("%.1f", amounts.getOrDefault(name, 0.0))))
                        .toArray(String[]::new)));
    }
}
