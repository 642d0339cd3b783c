package dev.tokenfamily.load.batches;

import static dev.tokenfamily.load.BenchmarkReport.format;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.load.BenchmarkReport;
import dev.tokenfamily.load.BenchmarkSettings;
import dev.tokenfamily.load.Latencies;
import dev.tokenfamily.load.Measurements;
import dev.tokenfamily.load.RefreshCost;
import dev.tokenfamily.load.Sample;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Replacements of rows as the store sends them, one by one, beside such that share a round trip and a commit ({@link SharedTrips}). Without
 * a Keycloak, which would take ten times as long for each.
 */
public final class Batches {

    private static final int FAMILIES = 25_600;
    private static final Duration FAR = Duration.ofMillis(1);
    private static final Duration SLOW = Duration.ofMillis(5);
    private static final com.sun.management.OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);

    private final BenchmarkSettings settings;
    private final BenchmarkReport report;
    private final Database database;
    private final Map<Integer, Callers> callers = new LinkedHashMap<>();

    private Batches(BenchmarkSettings settings, BenchmarkReport report, Database database) throws SQLException {
        this.settings = settings;
        this.report = report;
        this.database = database;
        List<Family> families = new ArrayList<>(
                IntStream.range(0, FAMILIES).mapToObj(n -> Callers.grown()).toList());
        database.insert(families);
        settings.clients().forEach(number -> callers.put(number, new Callers(number, families)));
    }

    /** At each number of {@code benchmark.clients} callers. */
    public static void measure(BenchmarkSettings settings, BenchmarkReport report, Path directory)
            throws IOException, InterruptedException, SQLException {
        try (Database database = new Database(directory)) {
            new Batches(settings, report, database).measure();
        }
    }

    private void measure() throws IOException, InterruptedException, SQLException {
        place("beside it", database.port(), Duration.ZERO);
        try (DelayedLink link = new DelayedLink(database.port(), FAR)) {
            place("round trip + 1 ms", link.port(), Duration.ZERO);
            if (database.diskCanBeSlow()) {
                place("fsync + 5 ms", database.port(), SLOW);
                place("round trip + 1 ms, fsync + 5 ms", link.port(), SLOW);
            } else {
                report.remark("No slow disk was preloaded (`src/gatling/c/slow-disk.c`).");
            }
        }
    }

    private void place(String name, int port, Duration diskTakesMore)
            throws IOException, InterruptedException, SQLException {
        database.diskTakes(diskTakesMore);
        try (Ways ways = new Ways(database, port)) {
            double roundTrip = database.roundTripMillis(port);
            double commit = database.commitMillis(port) - roundTrip;
            Map<String, List<Sample>> samples = new LinkedHashMap<>();
            warmUp(ways);
            for (int round = 1; round <= settings.rounds(); round++) {
                List<Ways.Way> order = new ArrayList<>(ways.all());
                if (round % 2 == 0) {
                    Collections.reverse(order);
                }
                for (int number : settings.clients()) {
                    for (Ways.Way way : order) {
                        samples.computeIfAbsent(cell(number, way), first -> new ArrayList<>())
                                .add(sample(number, way, settings.seconds()));
                    }
                }
            }
            report(
                    format("database %s (a round trip takes %.2f ms, a commit %.2f more)", name, roundTrip, commit),
                    ways,
                    new Measurements(samples));
            report.put("batches, " + name, samples);
            besideLockedRow(name, ways);
        }
    }

    /** What becomes of all others while one waits for a row that somebody holds all the time. */
    private void besideLockedRow(String place, Ways ways) throws InterruptedException, SQLException {
        int number = settings.clients().get(settings.clients().size() / 2);
        report.table(
                "database " + place + ", while one of the rows is locked", "", "replacements/s", "p50 ms", "p99 ms");
        for (Ways.Way way : ways.all()) {
            List<Sample> samples = new ArrayList<>();
            for (int round = 1; round <= settings.rounds(); round++) {
                Family locked = Callers.grown();
                database.insert(List.of(locked));
                try (LockedRow row = LockedRow.of(database.postgres(), locked, way.replacing())) {
                    samples.add(sample(number, way, settings.seconds()));
                    row.stillWaitedFor();
                }
            }
            String cell = cell(number, way);
            Measurements measured = new Measurements(Map.of(cell, samples));
            report.row(
                    cell,
                    median(measured, cell, "%.0f", Sample::perSecond),
                    median(measured, cell, "%.2f", Sample::p50),
                    median(measured, cell, "%.2f", Sample::p99));
        }
    }

    private void warmUp(Ways ways) throws InterruptedException {
        int each = Math.max(1, settings.warmUpSeconds() / ways.all().size());
        for (Ways.Way way : ways.all()) {
            sample(settings.clients().get(0), way, each);
        }
    }

    private static String cell(int callers, Ways.Way way) {
        return callers + " callers, " + way.name();
    }

    private Sample sample(int number, Ways.Way way, int seconds) throws InterruptedException {
        Callers some = Objects.requireNonNull(callers.get(number), "as many callers as the settings have");
        Latencies latencies = new Latencies();
        RefreshCost before = RefreshCost.total(database.postgres());
        double processBefore = PROCESS.getProcessCpuTime() / 1e6;
        some.run(Duration.ofSeconds(seconds), way.replacing(), way.name(), latencies);
        double process = PROCESS.getProcessCpuTime() / 1e6 - processBefore;
        return latencies
                .sample(way.name(), seconds)
                .at(RefreshCost.total(database.postgres()).beyond(before), process);
    }

    private void report(String title, Ways ways, Measurements measured) {
        report.table(
                title,
                "",
                "replacements/s",
                "÷ alone",
                "of a single round",
                "p50 ms",
                "p99 ms",
                "statements",
                "commits",
                "WAL",
                "ms of PostgreSQL",
                "ms of the callers");
        for (int number : settings.clients()) {
            String base = cell(number, ways.all().get(0));
            for (Ways.Way way : ways.all()) {
                String cell = cell(number, way);
                double[] ratios = IntStream.range(0, settings.rounds())
                        .mapToDouble(n -> measured.of(cell).get(n).perSecond()
                                / measured.of(base).get(n).perSecond())
                        .sorted()
                        .toArray();
                report.row(Stream.concat(
                                Stream.of(cell),
                                Stream.of(
                                        median(measured, cell, "%.0f", Sample::perSecond),
                                        format(
                                                "%.2f",
                                                measured.median(cell, Sample::perSecond)
                                                        / measured.median(base, Sample::perSecond)),
                                        format("%.2f to %.2f", ratios[0], ratios[ratios.length - 1]),
                                        median(measured, cell, "%.2f", Sample::p50),
                                        median(measured, cell, "%.2f", Sample::p99),
                                        median(measured, cell, "%.2f", s -> s.costs()
                                                .database()
                                                .statements()),
                                        median(measured, cell, "%.2f", s -> s.costs()
                                                .database()
                                                .commits()),
                                        median(measured, cell, "%.0f", s -> s.costs()
                                                .database()
                                                .walBytes()),
                                        median(measured, cell, "%.3f", s -> s.costs()
                                                .database()
                                                .processorMillis()),
                                        median(measured, cell, "%.3f", s -> s.costs()
                                                .serverMillis())))
                        .toArray(String[]::new));
            }
        }
    }

    private static String median(Measurements measured, String cell, String format, ToDoubleFunction<Sample> figure) {
        return format(format, measured.median(cell, figure));
    }
}
