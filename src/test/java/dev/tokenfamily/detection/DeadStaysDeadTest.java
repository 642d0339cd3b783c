package dev.tokenfamily.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is dead stays dead, and what is alive stays alive, however an admin turns things: every order of three periods of {no
 * policy, observe, enforce} with Keycloak's own switch off, on, and on with one reuse allowed, online and offline, with the
 * clock going on, forward and back.
 */
final class DeadStaysDeadTest {

    /** Longer than the grace period. */
    private static final int BETWEEN = 20;

    private static final int REFRESHES = 2;

    static Stream<Period> periods() {
        return Period.all().stream();
    }

    @ParameterizedTest
    @MethodSource("periods")
    void whateverComesNextThenNoDeadTokenIsAnswered(Period first) {
        int plays = 0;
        for (Period second : Period.all()) {
            for (Period third : Period.all()) {
                for (long step : new long[] {BETWEEN, 3_600, -3_600}) {
                    play(List.of(first, second, third), step, false);
                    play(List.of(first, second, third), step, true);
                    plays += 2;
                }
            }
        }
        assertThat(plays).isEqualTo(9 * 9 * 3 * 2);
    }

    private static void play(List<Period> periods, long step, boolean offline) {
        String story = periods + ", then " + step + " s, offline " + offline;
        SwitchedRealm realm = new SwitchedRealm(periods.get(0), offline);
        HeldToken newest = realm.login();
        List<HeldToken> superseded = new ArrayList<>();
        for (Period period : periods) {
            boolean last = superseded.size() == REFRESHES * 2;
            realm.during(period);
            if (last) {
                comeAgain(realm, superseded, newest, "at once, " + story);
                assertSwitchSuperseded(realm.copy(), superseded, newest, periods.get(1), story);
            }
            for (int refresh = 0; refresh < REFRESHES; refresh++) {
                realm.after(BETWEEN);
                HeldToken used = newest;
                newest = realm.refresh(used).orElseThrow(() -> new AssertionError("the newest is refused: " + story));
                superseded.add(used.superseded(period.governed()));
            }
            realm.after(period.equals(periods.get(1)) ? step : BETWEEN);
        }
        comeAgain(realm, superseded, newest, story);
        assertThat(realm.refresh(newest)).as("the newest: " + story).isPresent();
    }

    private static void comeAgain(SwitchedRealm realm, List<HeldToken> superseded, HeldToken newest, String story) {
        for (HeldToken dead : superseded) {
            comesAgain(realm.copy(), dead, newest, story + ", " + dead);
        }
    }

    /** Its successor, which nobody has used yet, is the head: a token that comes once more proves nothing against it. */
    private static void assertSwitchSuperseded(
            SwitchedRealm realm, List<HeldToken> superseded, HeldToken newest, Period before, String story) {
        HeldToken predecessor = superseded.get(superseded.size() - 1);
        boolean bySwitch = !before.governed() && before.switchedOn() && predecessor.claimed();
        if (bySwitch && realm.period().enforced()) {
            assertThat(realm.refresh(predecessor)).as("by the switch: " + story).isEmpty();
            assertThat(realm.refresh(newest)).as("the head: " + story).isPresent();
        }
    }

    private static void comesAgain(SwitchedRealm realm, HeldToken dead, HeldToken newest, String story) {
        boolean deadToKeycloak = realm.isDeadToKeycloak(dead);
        Optional<HeldToken> answer = realm.refresh(dead);
        if (realm.period().enforced() && (dead.byPolicy() || deadToKeycloak)) {
            assertThat(answer).as("dead: " + story).isEmpty();
        }
        if (answer.isPresent()) {
            return;
        }
        if (realm.goesOnWith(newest)) {
            assertThat(realm.copy().refresh(newest))
                    .as("the newest after all: " + story)
                    .isPresent();
        }
        for (Period later : Period.all()) {
            assertThat(realm.copy().during(later).after(BETWEEN).refresh(dead))
                    .as("refused once, and then during " + later + ": " + story)
                    .isEmpty();
        }
    }
}
