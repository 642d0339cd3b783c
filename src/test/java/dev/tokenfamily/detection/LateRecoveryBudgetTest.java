package dev.tokenfamily.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Ruling.Consumption;
import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * With a budget as large as the presets have it, a thief in the owner's network never goes on beside the owner: of four refreshes by
 * turns, each later than any grace period, one is the alarm (ADR 26). Policies change, clocks are set back, answers are lost and
 * requests rolled back in between.
 */
final class LateRecoveryBudgetTest {

    private static final int PLAYS = 40_000;
    private static final int STEPS = 14;
    private static final long LONGEST_GRACE = 60;
    private static final long[] PAUSES = {1, 5, 61, 3_600, 3_600, 90_000, -61};
    private static final Presentation NEIGHBOUR = new Presentation(new Origin("192.0.2.77", null), false, null);

    private static final List<Policy> POLICIES = List.of(
            recovering("grace-period-seconds", 10),
            recovering("grace-period-seconds", 0),
            recovering("grace-period-seconds", LONGEST_GRACE),
            recovering("grace-binding", "ip-prefix"),
            PolicyParser.parse(Map.of("late-recovery-seconds", 86_400)),
            Rig.DEFAULT);

    private static Policy recovering(String key, Object value) {
        return PolicyParser.parse(Map.of(
                "late-recovery-seconds", 86_400, "late-recovery-budget", 24, "late-recovery-days", 1, key, value));
    }

    private record Grant(boolean owners, long at) {}

    /** One login, from its first refresh to the alarm. */
    private static final class Play {

        private final Random random;
        private final Rig rig = new Rig();
        private final List<PresentedToken> thiefs = new ArrayList<>();
        private final List<Grant> grants = new ArrayList<>();
        private final StringBuilder story = new StringBuilder();
        private PresentedToken owners = rig.login();
        private int recoveries;

        Play(long seed) {
            random = new Random(seed);
        }

        /** Whether it ends without an alarm, though both went on by turns. */
        boolean missesATheft() {
            for (int step = 0; step < STEPS; step++) {
                int what = random.nextInt(10);
                if (what < 3) {
                    rig.store.pass(PAUSES[random.nextInt(PAUSES.length)]);
                } else if (what == 3 && thiefs.isEmpty()) {
                    thiefs.add(owners);
                } else if (present(what < 7 || thiefs.isEmpty())) {
                    return false;
                }
                if (turns() >= 4) {
                    return true;
                }
            }
            return false;
        }

        /** Whether it is the alarm. */
        private boolean present(boolean byOwner) {
            PresentedToken token = byOwner ? owners : thiefs.get(random.nextInt(thiefs.size()));
            Policy policy = POLICIES.get(random.nextInt(POLICIES.size()));
            Finding examined = rig.protocol.examine(token, byOwner ? Rig.HERE : NEIGHBOUR, policy, Optional.empty());
            Ruling ruling = examined.refused() ? new Ruling.Refused(examined) : rig.settle(examined);
            story.append(byOwner ? " owner " : " thief ")
                    .append(token.generation())
                    .append(' ');
            story.append(ruling.finding().verdict());
            if (ruling instanceof Granted granted) {
                take(byOwner, granted);
            }
            return !rig.store.incidents().isEmpty();
        }

        private void take(boolean byOwner, Granted granted) {
            @Nullable Consumption consumed = granted.consumed();
            if (consumed != null && random.nextInt(8) == 0) {
                rig.protocol.undo(consumed);
                return;
            }
            recoveries += granted.finding().verdict() instanceof Verdict.LateRecovery ? 1 : 0;
            boolean lost = byOwner && random.nextInt(3) == 0;
            if (byOwner && !lost) {
                owners = Rig.token(granted);
            } else if (!byOwner) {
                thiefs.add(Rig.token(granted));
            }
            if (!thiefs.isEmpty()) {
                grants.add(new Grant(byOwner, rig.store.now()));
            }
        }

        /** How often they took turns, each turn later than any grace period after the last refresh of the other. */
        private int turns() {
            int turns = 0;
            @Nullable Grant last = null;
            for (Grant grant : grants) {
                if (last == null || last.owners() != grant.owners()) {
                    boolean apart = last == null || grant.at() - last.at() > LONGEST_GRACE + 1;
                    turns = apart ? turns + 1 : 1;
                }
                last = grant;
            }
            return turns;
        }
    }

    @Test
    void givenALargeBudgetWhenOwnerAndThiefTakeTurnsThenItNeverGoesOnWithoutAnAlarm() {
        int recoveries = 0;
        for (long seed = 0; seed < PLAYS; seed++) {
            Play play = new Play(seed);
            assertThat(play.missesATheft()).as("seed %d:%s", seed, play.story).isFalse();
            recoveries += play.recoveries;
        }
        assertThat(recoveries).as("late recoveries that were played").isGreaterThan(PLAYS / 10);
    }
}
