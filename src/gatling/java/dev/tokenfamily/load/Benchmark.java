package dev.tokenfamily.load;

import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.load.batches.Batches;
import dev.tokenfamily.load.lived.Attack;
import dev.tokenfamily.load.lived.OneServer;
import dev.tokenfamily.load.lived.Profile;
import dev.tokenfamily.load.lived.StartsInTurn;
import dev.tokenfamily.load.lived.TwoCrowds;
import io.gatling.app.Gatling$;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What {@code mvn -Pbenchmark verify} runs. It asserts no times: it reports them. */
public final class Benchmark {

    /** Each request loads its session from the database, as those of 26.8 do. */
    private static final String UNCACHED = "--spi-user-sessions--infinispan--use-caches=false";

    private final BenchmarkSettings settings;
    private final Path directory;
    private final BenchmarkReport report;

    private Benchmark(BenchmarkSettings settings, Path directory) {
        this.settings = settings;
        this.directory = directory;
        this.report = new BenchmarkReport(settings, Machine.describe());
    }

    /** Writes to the directory that {@code benchmark.directory} names. */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        Path directory = Files.createDirectories(Path.of(System.getProperty("benchmark.directory")));
        Benchmark benchmark = new Benchmark(BenchmarkSettings.given(), directory);
        benchmark.run();
    }

    @SuppressWarnings("SystemOut") // it talks to a person at a terminal
    private void run() throws IOException, InterruptedException, SQLException {
        for (String contest : settings.contests()) {
            switch (contest) {
                case "postgres" -> postgres();
                case "crowd" -> crowdedPostgres();
                case "h2" -> h2();
                case "lived" -> OneServer.measure(settings, report, "lived");
                case "lived-uncached" -> OneServer.measure(settings, report, "lived, without session caches", UNCACHED);
                case "lived-starts" -> StartsInTurn.measure(settings, report);
                case "lived-attack" -> Attack.measure(settings, report);
                case "lived-profile" -> Profile.measure(settings, report, directory);
                case "lived-crowd" -> TwoCrowds.measure(settings, report);
                case "batches" -> Batches.measure(settings, report, directory);
                default -> throw new IllegalArgumentException("benchmark.contests: " + contest);
            }
        }
        report.write(directory);
        System.out.println(report.markdown());
    }

    private void postgres() throws IOException, InterruptedException, SQLException {
        try (MeasuredServer absent = MeasuredServer.onPostgres(ServerHome.fresh("absent"), settings.nodes());
                MeasuredServer installed =
                        MeasuredServer.onPostgres(ServerHome.fresh("installed").withOurJar(), settings.nodes())) {
            PriceOfRotation price = new PriceOfRotation(absent, installed);
            FamilySize size = FamilySize.of(installed, settings.families());
            Map<String, RefreshCost> costs = price.costs();
            String version = installed.postgres().query("select version()").get(0);
            report.add(version, costs, size, LeastCost.of(installed.postgres()));
            price.refreshing(settings.clients());
            Contest contest =
                    settings.clients().contains(1) ? price.presentingAgain().contest() : price.contest();
            report.add("postgres", contest, measured("postgres", contest));
        }
    }

    private void crowdedPostgres() throws IOException, InterruptedException {
        try (MeasuredServer few =
                        MeasuredServer.onPostgres(ServerHome.fresh("few").withOurJar(), settings.nodes());
                MeasuredServer many =
                        MeasuredServer.onPostgres(ServerHome.fresh("many").withOurJar(), settings.nodes())) {
            Contest contest = Crowd.of(few, many);
            report.add("postgres, beside other families", contest, measured("postgres-crowded", contest));
        }
    }

    private void h2() throws IOException, InterruptedException {
        try (MeasuredServer absent = MeasuredServer.onH2(ServerHome.fresh("absent-h2"));
                MeasuredServer installed =
                        MeasuredServer.onH2(ServerHome.fresh("installed-h2").withOurJar())) {
            Contest contest = new PriceOfRotation(absent, installed)
                    .refreshing(List.of(PriceOfRotation.SOME))
                    .contest();
            report.add("h2", contest, measured("h2", contest));
        }
    }

    /** Gatling's own report of each is kept. */
    private Measurements measured(String name, Contest contest) throws IOException {
        Plan plan = Plan.of(contest.cells(), settings.warmUpSeconds(), settings.rounds(), settings.seconds());
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
