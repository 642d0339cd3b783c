package dev.tokenfamily.live;

import io.gatling.app.Gatling$;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What {@code mvn -Pbenchmark verify} runs. It asserts no times: it reports them. */
public final class Benchmark {

    private static final int[] NUMBERS_OF_CLIENTS = {1, Contest.SOME, 64};

    private final BenchmarkSettings settings;
    private final Path directory;
    private final BenchmarkReport report;

    private Benchmark(BenchmarkSettings settings, Path directory) {
        this.settings = settings;
        this.directory = directory;
        this.report = new BenchmarkReport(settings, Machine.describe());
    }

    /** Writes to the directory that {@code benchmark.directory} names. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(Path.of(System.getProperty("benchmark.directory")));
        Benchmark benchmark = new Benchmark(BenchmarkSettings.given(), directory);
        benchmark.run();
    }

    @SuppressWarnings("SystemOut") // it talks to a person at a terminal
    private void run() throws IOException, InterruptedException {
        for (String database : settings.databases()) {
            switch (database) {
                case "postgres" -> postgres();
                case "h2" -> h2();
                default -> throw new IllegalArgumentException("benchmark.databases: postgres or h2, not " + database);
            }
        }
        report.write(directory);
        System.out.println(report.markdown());
    }

    private void postgres() throws IOException, InterruptedException {
        try (MeasuredServer absent = MeasuredServer.onPostgres(ServerHome.fresh("absent"), settings.nodes());
                MeasuredServer installed =
                        MeasuredServer.onPostgres(ServerHome.fresh("installed").withOurJar(), settings.nodes());
                MeasuredServer crowded =
                        MeasuredServer.onPostgres(ServerHome.fresh("crowded").withOurJar(), 1)) {
            Contest contest = new Contest(absent, installed);
            double bytesPerFamily = RowSize.of(installed, settings.families());
            Map<String, RefreshCost> costs = contest.costs();
            report.add(costs, bytesPerFamily);
            contest.refreshing(NUMBERS_OF_CLIENTS).presentingAgain().crowded(crowded);
            report.add("postgres", contest, measured("postgres", contest));
        }
    }

    private void h2() throws IOException, InterruptedException {
        try (MeasuredServer absent = MeasuredServer.onH2(ServerHome.fresh("absent-h2"));
                MeasuredServer installed =
                        MeasuredServer.onH2(ServerHome.fresh("installed-h2").withOurJar())) {
            Contest contest = new Contest(absent, installed).refreshing(Contest.SOME);
            report.add("h2", contest, measured("h2", contest));
        }
    }

    /** Gatling's own report of each is kept. */
    private Measurements measured(String name, Contest contest) throws IOException {
        Plan plan = new Plan(contest.cells(), settings.warmUps(), settings.rounds(), settings.seconds());
        Path file = directory.resolve(name + "-plan.json");
        plan.write(file);
        System.setProperty(Plan.FILE, file.toString());
        Path results = directory.resolve("gatling-" + name);
        int status = Gatling$.MODULE$.fromArgs(
                new String[] {"--simulation", RefreshSimulation.class.getName(), "--results-folder", results.toString()
                });
        if (status != 0) {
            throw new IllegalStateException("Gatling ended with " + status);
        }
        return Measurements.of(plan);
    }
}
