package dev.tokenfamily.detection;

import dev.tokenfamily.policy.Policy;
import java.util.Arrays;
import java.util.List;

/**
 * How a realm is set for a while.
 *
 * @param maxReuse of Keycloak's own switch; below 0 where it is off
 */
record Period(Mode mode, int maxReuse) {

    private static final List<Integer> SWITCHES = List.of(-1, 0, 1);

    private static final Policy OBSERVED = Rig.policy("enforcement", "observe");

    enum Mode {
        NO_POLICY,
        OBSERVE,
        ENFORCE
    }

    static List<Period> all() {
        return Arrays.stream(Mode.values())
                .flatMap(mode -> SWITCHES.stream().map(maxReuse -> new Period(mode, maxReuse)))
                .toList();
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
            case OBSERVE -> OBSERVED;
            case ENFORCE -> Rig.DEFAULT;
        };
    }
}
