package dev.tokenfamily.load.lived;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a profiler has found, as it writes it: a line for each stack.
 *
 * @param all of them
 */
record Stacks(List<Stack> all) {

    /**
     * One of them.
     *
     * @param frames from the outermost to the innermost, {@code package/Class.method}
     * @param amount how much was counted there
     */
    record Stack(List<String> frames, long amount) {}

    static Stacks read(Path file) throws IOException {
        List<Stack> all = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            int end = line.lastIndexOf(' ');
            all.add(new Stack(List.of(line.substring(0, end).split(";", -1)), Long.parseLong(line.substring(end + 1))));
        }
        return new Stacks(all);
    }

    /** Those of both. */
    Stacks and(Stacks more) {
        List<Stack> both = new ArrayList<>(all);
        both.addAll(more.all);
        return new Stacks(both);
    }

    /** How much there is in all. */
    long total() {
        return all.stream().mapToLong(Stack::amount).sum();
    }

    /** How much there is by each name, divided by that. */
    Map<String, Double> by(Function<Stack, String> naming, double divisor) {
        Map<String, Double> amounts = new HashMap<>();
        all.forEach(stack -> amounts.merge(naming.apply(stack), stack.amount() / divisor, Double::sum));
        return amounts;
    }
}
