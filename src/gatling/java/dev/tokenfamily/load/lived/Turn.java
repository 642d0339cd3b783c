package dev.tokenfamily.load.lived;

import dev.tokenfamily.load.Measurements;
import dev.tokenfamily.load.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One thing to measure, for some seconds.
 *
 * @param name for reports, which nothing else has
 * @param measured measures it
 */
record Turn(String name, Supplier<Sample> measured) {

    /** All of them, once a round, and every other round backwards: neither what comes first nor what changes meanwhile favours anybody. */
    static Measurements inRounds(int rounds, List<Turn> turns) {
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        turns.forEach(turn -> samples.put(turn.name(), new ArrayList<>()));
        for (int round = 1; round <= rounds; round++) {
            for (Turn turn : inRound(round, turns)) {
                samples.computeIfAbsent(turn.name(), name -> new ArrayList<>())
                        .add(turn.measured().get());
            }
        }
        return new Measurements(samples);
    }

    /** In the order of that round. */
    static <T> List<T> inRound(int round, List<T> turns) {
        List<T> order = new ArrayList<>(turns);
        if (round % 2 == 0) {
            Collections.reverse(order);
        }
        return order;
    }
}
