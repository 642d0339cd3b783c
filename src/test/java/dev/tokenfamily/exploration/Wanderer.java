package dev.tokenfamily.exploration;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Goes one way through a scenario, at random: for those that are too large to go every way. */
final class Wanderer {

    private static final double AS_PLANNED = 0.7;

    private final Scenario scenario;
    private final Random random;

    Wanderer(Scenario scenario, Random random) {
        this.scenario = scenario;
        this.random = random;
    }

    /** To the end, where nobody has anything left to do. */
    Moment wander() {
        List<String> path = new ArrayList<>();
        Moment moment = scenario.start();
        try {
            for (List<Move> moves = scenario.moves(moment); !moves.isEmpty(); moves = scenario.moves(moment)) {
                new Recovery(scenario, moment).require();
                Move move = choose(moves);
                path.add(scenario.describe(moment, move));
                moment = scenario.after(moment, move);
            }
            new Alarm(scenario, moment).require();
            return moment;
        } catch (ClaimBroken e) {
            throw e.after(scenario.name(), path);
        }
    }

    /** Any actor, and mostly nothing befalls him. */
    private Move choose(List<Move> moves) {
        Move move = moves.get(random.nextInt(moves.size()));
        return random.nextDouble() < AS_PLANNED ? new Move(move.actor(), Turn.AS_PLANNED) : move;
    }
}
