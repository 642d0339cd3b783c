package dev.tokenfamily.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.suite.FullRunOnly;
import dev.tokenfamily.suite.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What is dead stays dead, and what is alive stays alive, however an admin turns things: every order of three periods of {no
 * policy, observe, enforce} with Keycloak's own switch off, on, and on with one reuse allowed, online and offline, with the
 * clock going on, forward and back, and with each lifetime low in some of the periods and high in the others.
 */
final class DeadStaysDeadTest {

    /** Longer than the grace period. */
    private static final int BETWEEN = 20;

    private static final int REFRESHES = 2;

    private static final long[] STEPS = {BETWEEN, 3_600, -3_600, 8 * 3_600};

    /** One order in so many: prime to their number, so that every setting is met. */
    private static final int SOME = 13;

    /** Which of the three periods have the low limit, one bit each. */
    private static final int PATTERNS = 1 << 3;

    @Test
    void whateverComesNextThenNoDeadTokenIsAnswered() {
        int orders = count(Limit.NONE, 0, 0, 1);
        assertThat(orders).isEqualTo(9 * 9 * 9 * 4 * 2);
        Measured.note("Dead tokens: %,d orders of three periods".formatted(orders));
    }

    @Test
    void givenLifetimesThatChangeThenNoDeadTokenIsAnswered() {
        Measured.note("Dead tokens: %,d orders with lifetimes lowered and raised".formatted(lowered(SOME)));
    }

    @Test
    @FullRunOnly
    void givenLifetimesThatChangeInEveryOrderThenNoDeadTokenIsAnswered() {
        Measured.note("Dead tokens: %,d orders with lifetimes lowered and raised".formatted(lowered(1)));
    }

    private static int lowered(int every) {
        int plays = 0;
        int first = 0;
        for (Limit low : Limit.values()) {
            for (int pattern = 1; low != Limit.NONE && pattern < PATTERNS; pattern++) {
                plays += count(low, pattern, first++ % every, every);
            }
        }
        return plays;
    }

    /** Plays some orders with that limit. */
    private static int count(Limit low, int pattern, int first, int every) {
        List<SwitchPeriod> all = SwitchPeriod.all();
        int kinds = all.size();
        int plays = 0;
        for (int order = first; order < kinds * kinds * kinds * STEPS.length * 2; order += every) {
            int rest = order / (STEPS.length * 2);
            int[] chosen = {rest % kinds, rest / kinds % kinds, rest / kinds / kinds};
            List<SwitchPeriod> periods = IntStream.range(0, chosen.length)
                    .mapToObj(i -> all.get(chosen[i]).with(((pattern >> i) & 1) == 1 ? low : Limit.NONE))
                    .toList();
            play(periods, STEPS[order % STEPS.length], order / STEPS.length % 2 == 1);
            plays++;
        }
        return plays;
    }

    private static void play(List<SwitchPeriod> periods, long step, boolean offline) {
        String story = periods + ", then " + step + " s, offline " + offline;
        SwitchedRealm realm = new SwitchedRealm(periods.get(0), offline);
        HeldToken newest = realm.login();
        List<HeldToken> superseded = new ArrayList<>();
        for (int i = 0; i < periods.size(); i++) {
            realm.during(periods.get(i));
            if (i == periods.size() - 1) {
                comeAgain(realm, superseded, newest, step, "at once, " + story);
                assertSwitchSuperseded(realm.copy(), superseded, newest, periods.get(1), story);
            }
            for (int refresh = 0; refresh < REFRESHES; refresh++) {
                realm.after(BETWEEN);
                Optional<HeldToken> next = refreshed(realm, newest, story);
                if (next.isPresent()) {
                    superseded.add(newest.superseded(periods.get(i).governed()));
                    newest = next.get();
                }
            }
            realm.after(i == 1 ? step : BETWEEN);
        }
        comeAgain(realm, superseded, newest, step, story);
        refreshed(realm, newest, story);
    }

    /** Whoever behaves well gets a successor, unless a lifetime is over. */
    private static Optional<HeldToken> refreshed(SwitchedRealm realm, HeldToken newest, String story) {
        boolean lapsed = realm.hasLapsed(newest);
        Optional<HeldToken> next = realm.refresh(newest);
        assertThat(next.isEmpty()).as("the newest is refused: %s", story).isEqualTo(lapsed);
        return next;
    }

    private static void comeAgain(
            SwitchedRealm realm, List<HeldToken> superseded, HeldToken newest, long step, String story) {
        for (HeldToken dead : superseded) {
            comesAgain(realm.copy(), dead, newest, step, story + ", " + dead);
        }
    }

    /** Its successor, which nobody has used yet, is the head: a token that comes once more proves nothing against it. */
    private static void assertSwitchSuperseded(
            SwitchedRealm realm, List<HeldToken> superseded, HeldToken newest, SwitchPeriod before, String story) {
        if (superseded.size() < REFRESHES * 2 || realm.hasLapsed(newest)) {
            return;
        }
        HeldToken predecessor = superseded.get(superseded.size() - 1);
        boolean bySwitch = !before.governed() && before.switchedOn() && predecessor.claimed();
        if (bySwitch && realm.period().enforced()) {
            assertThat(realm.refresh(predecessor))
                    .as("by the switch: %s", story)
                    .isEmpty();
            assertThat(realm.refresh(newest)).as("the head: %s", story).isPresent();
        }
    }

    private static void comesAgain(SwitchedRealm realm, HeldToken dead, HeldToken newest, long step, String story) {
        boolean lapsed = realm.hasLapsed(dead);
        boolean isDead = dead.byPolicy() || realm.isDeadToKeycloak(dead);
        Optional<HeldToken> answer = realm.refresh(dead);
        if (lapsed || (isDead && realm.period().enforced())) {
            assertThat(answer).as("dead: %s", story).isEmpty();
        }
        if (answer.isPresent()) {
            return;
        }
        if (realm.goesOnWith(newest) && !realm.hasLapsed(newest)) {
            assertThat(realm.copy().refresh(newest))
                    .as("the newest after all: %s", story)
                    .isPresent();
        }
        for (SwitchPeriod later : SwitchPeriod.all()) {
            if (!lapsed || (dead.byPolicy() && later.enforced())) {
                assertThat(realm.copy().during(later).after(step).refresh(dead))
                        .as("refused once, and then during %s: %s", later, story)
                        .isEmpty();
            }
        }
    }
}
