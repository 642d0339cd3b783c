package dev.tokenfamily.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.suite.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Schedules of more requests than can be enumerated, whose clients go on with what they get. */
final class RandomExplorationTest {

    /** Fixed, so that a failure can be repeated. */
    private static final long SEED = 20_251_123;

    private static final int SCHEDULES = 4_000;

    @Test
    void givenGraceWhenAnythingHappensThenEveryClaimHolds() {
        wander("client that goes on", Scenarios.DEFAULT, 8, TimePasses.by(1L, 4L, 11L));
    }

    @Test
    void givenNoGraceWhenAnythingHappensThenEveryClaimHolds() {
        wander("client that goes on, no grace", Scenarios.STRICT, 6, TimePasses.by(1L, 4L));
    }

    @Test
    void givenGraceWhenTheOwnerRevokesThenEveryClaimHolds() {
        wander("client that goes on, revocation", Scenarios.DEFAULT, 7, new ClientRevokes(new Pick.Newest(0)));
    }

    @Test
    void givenGraceWhenTheSessionEndsThenEveryClaimHolds() {
        wander("client that goes on, session end", Scenarios.DEFAULT, 7, new AdminEndsSession(new Pick.Newest(0)));
    }

    @Test
    void givenAnIntervalWhenAnythingHappensThenEveryClaimHolds() {
        wander("client that goes on, interval", Scenarios.INTERVAL, 8, TimePasses.by(31L, 31L, 31L, 31L, 31L));
    }

    @Test
    void givenOneRetryAllowedWhenAnythingHappensThenEveryClaimHolds() {
        wander("client that goes on, one retry", Scenarios.ONE_RETRY, 8, TimePasses.by(4L, 11L));
    }

    @Test
    void givenOnlyObservedWhenAnythingHappensThenEveryClaimHolds() {
        wander("client that goes on, observe", Scenarios.OBSERVE, 8, TimePasses.by(4L, 11L));
    }

    @Test
    void givenLateRecoveryWhenAnythingHappensThenEveryClaimHolds() {
        wander("client that goes on, late recovery", Scenarios.LATE, 8, TimePasses.by(11L, 4L, 11L, 11L));
    }

    private static void wander(String name, Policy policy, int requests, Actor other) {
        Random random = new Random(SEED);
        int furthest = 0;
        for (int schedule = 0; schedule < SCHEDULES; schedule++) {
            Scenario scenario = Scenario.of(name, policy, cast(policy, requests, other, random));
            Moment end = new Wanderer(scenario, random).wander();
            furthest = Math.max(furthest, end.held().get(end.held().size() - 1).generation());
        }
        Measured.note("%-70s %,9d schedules of %d requests, seed %d, up to generation %d"
                .formatted(name, SCHEDULES, requests, SEED, furthest));
        assertThat(furthest).as("generations that clients went on for").isGreaterThan(1);
    }

    /** Most present the newest token, some one that they got before. */
    private static Actor[] cast(Policy policy, int requests, Actor other, Random random) {
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            actors.add(
                    new Request("request " + i, new Pick.Newest(random.nextInt(6) / 5), policy, random.nextBoolean()));
        }
        actors.add(other);
        return actors.toArray(Actor[]::new);
    }
}
