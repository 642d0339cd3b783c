package dev.tokenfamily.detection;

import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyParser;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a realm is set for a while.
 *
 * @param maxReuse of Keycloak's own switch; below 0 where it is off
 * @param low which lifetime is low
 */
record SwitchPeriod(Mode mode, int maxReuse, Limit low) {

    private static final List<Integer> SWITCHES = List.of(-1, 0, 1);

    private static final Map<Limit, Policy> OBSERVED = policies("observe");

    private static final Map<Limit, Policy> ENFORCED = policies("enforce");

    enum Mode {
        NO_POLICY,
        OBSERVE,
        ENFORCE
    }

    private static Map<Limit, Policy> policies(String enforcement) {
        Map<Limit, Policy> policies = new EnumMap<>(Limit.class);
        for (Limit low : Limit.values()) {
            policies.put(
                    low,
                    PolicyParser.parse(Map.of(
                            "enforcement",
                            enforcement,
                            "absolute-lifetime-seconds",
                            low.absolute(),
                            "inactivity-lifetime-seconds",
                            low.inactivity())));
        }
        return policies;
    }

    /** With all lifetimes high. */
    static List<SwitchPeriod> all() {
        return Arrays.stream(Mode.values())
                .flatMap(mode -> SWITCHES.stream().map(maxReuse -> new SwitchPeriod(mode, maxReuse, Limit.NONE)))
                .toList();
    }

    SwitchPeriod with(Limit other) {
        return new SwitchPeriod(mode, maxReuse, other);
    }

    boolean switchedOn() {
        return maxReuse >= 0;
    }

    boolean governed() {
        return mode != Mode.NO_POLICY;
    }

    boolean enforced() {
        return mode == Mode.ENFORCE;
    }

    Policy policy() {
        return switch (mode) {
            case NO_POLICY -> Policy.UNGOVERNED;
            case OBSERVE -> Objects.requireNonNull(OBSERVED.get(low));
            case ENFORCE -> Objects.requireNonNull(ENFORCED.get(low));
        };
    }
}
