package dev.tokenfamily.detection;

import dev.tokenfamily.policy.Policy;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a realm is set for a while.
 *
 * @param maxReuse of Keycloak's own switch; below 0 where it is off
 */
record Period(Mode mode, int maxReuse) {

    private static final List<Integer> SWITCHES = List.of(-1, 0, 1);

    enum Mode {
        NO_POLICY(null),
        OBSERVE(Rig.policy("enforcement", "observe")),
        ENFORCE(Rig.DEFAULT);

        private final @Nullable Policy policy;

        Mode(@Nullable Policy policy) {
            this.policy = policy;
        }
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
        return mode.policy == null ? Policy.UNGOVERNED : mode.policy;
    }
}
