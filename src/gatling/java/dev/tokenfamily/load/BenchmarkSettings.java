package dev.tokenfamily.load;

import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code mvn -Pbenchmark verify} takes.
 *
 * @param rounds that count, {@code benchmark.rounds}
 * @param warmUpSeconds before each contest, in whole rounds, {@code benchmark.warm-up-seconds}: Java goes on compiling for
 *     minutes
 * @param seconds of each cell in each round, {@code benchmark.seconds}
 * @param clients numbers of them at once, {@code benchmark.clients}; with 1 among them, retries and replays are measured too
 * @param contests {@code benchmark.contests}: {@code postgres}, {@code crowd} (beside very many families), {@code h2};
 *     {@code lived}, {@code lived-uncached}, {@code lived-starts}, {@code lived-attack}, {@code lived-crowd}, {@code lived-profile}
 *     (very many sessions); {@code batches} (the store alone)
 * @param families to find out how big one is, {@code benchmark.families}
 * @param nodes of each server, {@code benchmark.nodes}; more than one for PostgreSQL only
 * @param crowd how many families there are beside those of {@code lived-crowd}, {@code benchmark.crowd}
 * @param sessions in each realm of {@code lived} and its like, {@code benchmark.sessions}
 */
public record BenchmarkSettings(
        int rounds,
        int warmUpSeconds,
        int seconds,
        List<Integer> clients,
        List<String> contests,
        int nodes,
        int families,
        int sessions,
        int crowd) {

    static BenchmarkSettings given() {
        return new BenchmarkSettings(
                number("rounds"),
                number("warm-up-seconds"),
                number("seconds"),
                Stream.of(text("clients").split(",")).map(Integer::valueOf).toList(),
                List.of(text("contests").split(",")),
                number("nodes"),
                number("families"),
                number("sessions"),
                number("crowd"));
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
