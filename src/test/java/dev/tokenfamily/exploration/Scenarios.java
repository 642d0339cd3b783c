package dev.tokenfamily.exploration;

import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyParser;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The casts that several tests share. */
final class Scenarios {

    static final Policy DEFAULT = PolicyParser.parse(Map.of());
    static final Policy STRICT = policy("grace-period-seconds", 0);
    static final Policy ONE_RETRY = policy("grace-max-retries", 1);
    static final Policy OBSERVE = policy("enforcement", "observe");
    static final Policy LATE = policy("late-recovery-seconds", 3_600);
    static final Policy LATE_OBSERVED =
            PolicyParser.parse(Map.of("late-recovery-seconds", 3_600, "enforcement", "observe"));
    static final Policy LATE_STRICT =
            PolicyParser.parse(Map.of("late-recovery-seconds", 3_600, "grace-period-seconds", 0));
    static final Policy LOGIN_ELSEWHERE = policy("on-origin-change", "require-login");
    static final Policy INTERVAL = policy("rotation-interval-seconds", 30);

    /** Beyond the default grace, in one step. */
    static final TimePasses PAST_GRACE = TimePasses.by(11L);

    /** Beyond the interval of {@link #INTERVAL}. */
    static final TimePasses PAST_INTERVAL = TimePasses.by(31L);

    private Scenarios() {}

    /** One client that sends the head three times at once. */
    static Scenario tripleSubmit(String name, Policy policy, int generation, Actor... others) {
        int[] heads = {generation, generation, generation};
        return Scenario.of(name, policy, cast(policy, heads, others)).atGeneration(generation);
    }

    /** Owner and thief, in generation 2. */
    static Scenario stolen(String name, Policy policy, int[] generations, Actor... others) {
        return Scenario.of(name, policy, cast(policy, generations, others))
                .atGeneration(2)
                .withThief();
    }

    /** The owner twice, and a thief in another place, who holds a token of that generation. */
    static Scenario stolenElsewhere(String name, int owners, int thiefs, Actor... others) {
        Actor thief = new Request("thief", new Pick.OfGeneration(thiefs), LOGIN_ELSEWHERE, false, Request.ELSEWHERE);
        Actor[] all = Stream.concat(Stream.of(thief), Stream.of(others)).toArray(Actor[]::new);
        return Scenario.of(name, LOGIN_ELSEWHERE, cast(LOGIN_ELSEWHERE, new int[] {owners, owners}, all))
                .atGeneration(2)
                .withThief();
    }

    /** One client in generation 2, in which each rotation followed so soon on the one before; its processes hold different tokens. */
    static Scenario chained(String name, Policy policy, long interval, int one, int other, int third, Actor... others) {
        return Scenario.of(name, policy, cast(policy, new int[] {one, other, third}, others))
                .atGeneration(2)
                .rotatedEvery(interval);
    }

    private static Actor[] cast(Policy policy, int[] generations, Actor... others) {
        Stream<Actor> requests = IntStream.range(0, generations.length)
                .mapToObj(i -> new Request("request " + i, new Pick.OfGeneration(generations[i]), policy, false));
        return Stream.concat(requests, Stream.of(others)).toArray(Actor[]::new);
    }

    private static Policy policy(String key, Object value) {
        return PolicyParser.parse(Map.of(key, value));
    }
}
