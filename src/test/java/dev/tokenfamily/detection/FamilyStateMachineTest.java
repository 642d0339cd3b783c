package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Rig.policy;
import static java.util.Map.entry;

import dev.tokenfamily.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Whatever owner, thief and admin do, in whatever order: {@link World} says what must be true after every step. */
final class FamilyStateMachineTest {

    private static final Map<String, Policy> POLICIES = new TreeMap<>(Map.ofEntries(
            entry("default", Rig.DEFAULT),
            entry("strict", Rig.STRICT),
            entry("long grace", policy("grace-period-seconds", 60)),
            entry("one retry", policy("grace-max-retries", 1)),
            entry("interval", policy("rotation-interval-seconds", 30)),
            entry("off", policy("rotation", "off")),
            entry("observe", policy("enforcement", "observe")),
            entry("observe strictly", policy("enforcement", "observe", "grace-period-seconds", 0)),
            entry("late recovery", policy("late-recovery-seconds", 60, "late-recovery-days", 1)),
            entry("late recovery, observed", policy("late-recovery-seconds", 60, "enforcement", "observe")),
            entry("login in a new place", policy("on-origin-change", "require-login")),
            entry(
                    "login in a new place, observed",
                    policy("on-origin-change", "require-login", "enforcement", "observe")),
            entry("told of a new place", policy("on-origin-change", "notify")),
            entry("ungoverned", Policy.UNGOVERNED)));

    /** What seldom happens, happens under these: they are drawn more often than the others. */
    private static final List<Entry<String, Policy>> OF_THE_SELDOM = POLICIES.entrySet().stream()
            .filter(policy -> Set.of("late recovery", "login in a new place").contains(policy.getKey()))
            .toList();

    /**
     * Each must have been seen this often at least, or the property proves nothing about it. The rarest comes about forty
     * times in a run: one run in ten million has fewer than ten of it.
     */
    private static final int OFTEN = 10;

    private static final List<String> OUTCOMES = List.of(
            "wait",
            "policy",
            "revoke",
            "refresh: rotate",
            "refresh: keep",
            "refresh: revoked",
            "steal: rotate",
            "steal: origin_changed",
            "steal: origin_changed observed",
            "refresh: origin_changed",
            "retry: grace_retry",
            "retry: grace_refused",
            "retry: late_recovery",
            "retry: reuse",
            "retry: reuse observed",
            "retry: revoked",
            "attack: grace_retry",
            "attack: reuse",
            "attack: reuse observed",
            "attack: revoked",
            "first of two: rotate",
            "second of two: grace_retry",
            "second of two: reuse",
            "second of two: reuse observed",
            "second of two: keep",
            "second of two: revoked",
            "fail: taken back",
            "fail: stays");

    @Property(tries = 4_000)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void givenAnyHistoryThenThereIsOneHeadAndTheSupersededAreDead(@ForAll("histories") ActionChain<World> chain) {
        World end = chain.withInvariant("one head", World::assertInvariants).run();
        end.history().forEach(Statistics.label("outcomes")::collect);
        Statistics.label("outcomes")
                .coverage(seen -> OUTCOMES.forEach(o -> seen.check(o).count(n -> n >= OFTEN)));
    }

    @Provide
    Arbitrary<ActionChain<World>> histories() {
        return ActionChain.startWith(World::new)
                .withAction(8, action("refresh", World::refresh))
                .withAction(2, action("steal", World::steal))
                .withAction(3, new Retry())
                .withAction(2, new Attack())
                .withAction(2, action("refresh twice at once", World::refreshTwiceAtOnce))
                .withAction(2, action("fail", World::fail))
                .withAction(1, action("fail after a retry", World::failAfterRetry))
                .withAction(4, new Wait())
                .withAction(3, new Govern())
                .withAction(1, action("revoke", World::revoke))
                .withMaxTransformations(40);
    }

    private static Action.Independent<World> action(String name, Consumer<World> deed) {
        return Action.just(Transformer.mutate(name, deed));
    }

    private static final class Retry implements Action.Independent<World> {
        @Override
        public boolean precondition(World world) {
            return world.hasSupersededToken();
        }

        @Override
        public Arbitrary<Transformer<World>> transformer() {
            return Arbitraries.just(Transformer.mutate("retry", World::retry));
        }
    }

    private static final class Attack implements Action.Independent<World> {
        @Override
        public boolean precondition(World world) {
            return world.hasSupersededToken();
        }

        @Override
        public Arbitrary<Transformer<World>> transformer() {
            return Arbitraries.integers()
                    .between(0, 99)
                    .map(choice -> Transformer.mutate("attack with token " + choice, w -> w.attack(choice)));
        }
    }

    private static final class Wait implements Action.Independent<World> {
        @Override
        public Arbitrary<Transformer<World>> transformer() {
            return Arbitraries.of(1, 9, 10, 11, 60, 61, 86_400)
                    .map(seconds -> Transformer.mutate("wait " + seconds + " s", w -> w.pass(seconds)));
        }
    }

    private static final class Govern implements Action.Independent<World> {
        @Override
        public Arbitrary<Transformer<World>> transformer() {
            return Arbitraries.oneOf(Arbitraries.of(POLICIES.entrySet()), Arbitraries.of(OF_THE_SELDOM))
                    .map(p -> Transformer.mutate("policy: " + p.getKey(), w -> w.govern(p.getValue())));
        }
    }
}
