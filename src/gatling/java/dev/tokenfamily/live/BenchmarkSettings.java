package dev.tokenfamily.live;

import java.util.List;

/**
 * What {@code mvn -Pbenchmark verify} takes.
 *
 * @param rounds that count, {@code benchmark.rounds}
 * @param warmUpSeconds before each contest, in whole rounds, {@code benchmark.warm-up-seconds}: Java goes on compiling for
 *     minutes
 * @param seconds of each cell in each round, {@code benchmark.seconds}
 * @param databases {@code benchmark.databases}: postgres, h2
 * @param families to find out how big one is, {@code benchmark.families}
 * @param nodes of each server, {@code benchmark.nodes}; more than one for PostgreSQL only
 */
record BenchmarkSettings(int rounds, int warmUpSeconds, int seconds, List<String> databases, int nodes, int families) {

    static BenchmarkSettings given() {
        return new BenchmarkSettings(
                number("rounds"),
                number("warm-up-seconds"),
                number("seconds"),
                List.of(text("databases").split(",")),
                number("nodes"),
                number("families"));
    }

    private static int number(String name) {
        int number = Integer.parseInt(text(name));
        int least = name.equals("warm-up-seconds") ? 0 : 1;
        if (number < least) {
            throw new IllegalArgumentException("benchmark." + name + " must be at least " + least + ": " + number);
        }
        return number;
    }

    private static String text(String name) {
        String value = System.getProperty("benchmark." + name);
        if (value == null) {
            throw new IllegalStateException("Run this with mvn -Pbenchmark verify, which sets benchmark." + name);
        }
        return value;
    }
}
