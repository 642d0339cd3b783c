package dev.tokenfamily.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is measured in which order: every cell once a round, and every other round backwards, so that neither what comes
 * first nor what changes meanwhile favours anybody. To warm up, every cell is at ease: with all processors busy, Java takes
 * half an hour to compile what it runs.
 *
 * @param cells named apart
 * @param warmUps rounds before the first that counts
 * @param rounds that count
 * @param seconds of a cell in a round
 */
record Plan(List<Cell> cells, int warmUps, int rounds, int seconds) {

    /** The system property with the file of the plan, for Gatling makes its simulations itself. */
    static final String FILE = "benchmark.plan";

    /** The same warm-up for many cells as for few: in whole rounds, of so many seconds together at least. */
    static Plan of(List<Cell> cells, int warmUpSeconds, int rounds, int seconds) {
        int round = cells.size() * seconds;
        return new Plan(cells, (warmUpSeconds + round - 1) / round, rounds, seconds);
    }

    /** A cell in its turn. */
    record Turn(Cell cell, int round) {

        boolean counts() {
            return round > 0;
        }

        /** What Gatling calls its requests. */
        String requests() {
            return counts() ? cell.name() + " #" + round : "warm-up";
        }
    }

    List<Turn> turns() {
        return IntStream.rangeClosed(1 - warmUps, rounds)
                .boxed()
                .flatMap(this::round)
                .toList();
    }

    private Stream<Turn> round(int number) {
        List<Cell> order = new ArrayList<>(cells);
        if (number % 2 == 0) {
            Collections.reverse(order);
        }
        return order.stream().map(cell -> new Turn(number > 0 ? cell : cell.atEase(), number));
    }

    void write(Path file) throws IOException {
        Files.writeString(
                file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this));
    }

    /** The one that {@link #FILE} names. */
    static Plan read() {
        try {
            return new ObjectMapper().readValue(file().toFile(), Plan.class);
        } catch (IOException e) {
            throw new IllegalStateException("No plan", e);
        }
    }

    /** Where what it gives is written, beside it: a {@link Sample} by the name of the requests. */
    static Path samples() {
        return file().resolveSibling("samples-of-" + file().getFileName());
    }

    private static Path file() {
        return Path.of(System.getProperty(FILE));
    }
}
