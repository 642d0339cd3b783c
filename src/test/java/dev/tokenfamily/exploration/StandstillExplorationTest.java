package dev.tokenfamily.exploration;

import static dev.tokenfamily.exploration.ExhaustiveExplorationTest.explore;
import static dev.tokenfamily.exploration.Scenarios.DEFAULT;
import static dev.tokenfamily.exploration.Scenarios.PAST_GRACE;
import static dev.tokenfamily.exploration.Scenarios.STRICT;

import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.suite.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One of two nodes stands still, and serves afterwards what was sent to it before. */
final class StandstillExplorationTest {

    private static final long SEED = 20_261_129;

    private static final int SCHEDULES = 4_000;

    private static Actor at(String name, Pick pick, Policy policy) {
        return new Request(name, pick, policy, false);
    }

    private static Actor heldUp(String name, Pick pick, Policy policy) {
        return new HeldUpRequest(new Request(name, pick, policy, false));
    }

    @Nested
    final class GivenAWellBehavedClient {

        @Test
        void whenItRetriesElsewhereThenItSurvives() {
            explore(Scenario.of(
                            "standstill: a request, its retry elsewhere, no grace",
                            STRICT,
                            heldUp("request 0", new Pick.OfGeneration(1), STRICT),
                            at("request 1", new Pick.OfGeneration(1), STRICT),
                            new NodeStandsStill(),
                            TimePasses.by(4L, 11L))
                    .atGeneration(1));
        }

        @Test
        void whenItHasTwoRequestsUnderWayThenItSurvives() {
            explore(Scenario.of(
                            "standstill: two requests, a retry elsewhere, no grace",
                            STRICT,
                            heldUp("request 0", new Pick.OfGeneration(1), STRICT),
                            heldUp("request 1", new Pick.OfGeneration(1), STRICT),
                            at("request 2", new Pick.OfGeneration(1), STRICT),
                            new NodeStandsStill())
                    .atGeneration(1));
        }

        @Test
        void whenItGoesOnElsewhereThenItSurvives() {
            wander("standstill: client that goes on elsewhere", DEFAULT, 6);
            wander("standstill: client that goes on elsewhere, no grace", STRICT, 5);
        }
    }

    @Nested
    final class GivenATheft {

        @Test
        void whenTheThiefComesWithTheStandstillThenTheAlarmIsOnlyLate() {
            explore(Scenario.of(
                            "standstill: theft",
                            STRICT,
                            heldUp("thief", new Pick.OfGeneration(0), STRICT),
                            heldUp("thief again", new Pick.OfGeneration(1), STRICT),
                            new NodeStandsStill(),
                            PAST_GRACE)
                    .atGeneration(2)
                    .withThief());
        }

        @Test
        void whenNothingStandsStillThenTheAlarmIsNotEvenLate() {
            explore(Scenario.of(
                            "no standstill: theft",
                            STRICT,
                            heldUp("thief", new Pick.OfGeneration(0), STRICT),
                            at("owner", new Pick.OfGeneration(2), STRICT),
                            PAST_GRACE)
                    .atGeneration(2)
                    .withThief());
        }
    }

    /** At both nodes, with the newest token or the one before. */
    private static void wander(String name, Policy policy, int requests) {
        Random random = new Random(SEED);
        for (int schedule = 0; schedule < SCHEDULES; schedule++) {
            List<Actor> actors = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                Pick pick = new Pick.Newest(0);
                actors.add(i % 3 == 0 ? heldUp("request " + i, pick, policy) : at("request " + i, pick, policy));
            }
            actors.add(new NodeStandsStill());
            actors.add(TimePasses.by(2L, 2L));
            new Wanderer(Scenario.of(name, policy, actors.toArray(Actor[]::new)), random).wander();
        }
        Measured.note("%-70s %,9d schedules of %d requests, seed %d".formatted(name, SCHEDULES, requests, SEED));
    }
}
