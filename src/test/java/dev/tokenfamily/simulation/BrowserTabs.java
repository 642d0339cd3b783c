package dev.tokenfamily.simulation;

import static dev.tokenfamily.simulation.VirtualTime.HOUR;
import static dev.tokenfamily.simulation.VirtualTime.MINUTE;
import static dev.tokenfamily.simulation.VirtualTime.SECOND;

/**
 * Tabs of one browser that share its storage, as with oidc-client-ts: each refreshes by a timer of its own, a minute before its access
 * token expires, and asks nobody. At night the computer sleeps, and all timers go off when it wakes.
 */
final class BrowserTabs {

    private static final long AHEAD = MINUTE;

    private final Household household;
    private final Line line;
    private final boolean sleepsOnLoss;

    /**
     * @param sleepsOnLoss whether an answer is lost because the computer falls asleep, so that it is hours until the next try; else
     *     the page tries again within seconds
     */
    BrowserTabs(Household household, Line line, boolean sleepsOnLoss) {
        this.household = household;
        this.line = line;
        this.sleepsOnLoss = sleepsOnLoss;
    }

    void open() {
        int tabs = household.dice().between(1, 8);
        for (int tab = 0; tab < tabs; tab++) {
            // one that is in the background has its timers held back for up to a minute
            long heldBack = household.dice().chance(0.5) ? MINUTE : 1;
            plan(heldBack);
        }
    }

    private void plan(long heldBack) {
        long due = household.file().accessUntil() - AHEAD + household.dice().between(0, heldBack);
        household.time().at(due, () -> fire(heldBack));
    }

    private void fire(long heldBack) {
        VirtualTime time = household.time();
        long awake = WakingHours.OFFICE.next(time.now());
        if (awake > time.now()) {
            time.at(awake + household.dice().between(0, 2 * SECOND), () -> fire(heldBack));
            return;
        }
        household.refresh(line, () -> plan(heldBack), () -> time.after(pause(), () -> fire(heldBack)));
    }

    private long pause() {
        return sleepsOnLoss
                ? household.dice().spread(MINUTE, 16 * HOUR)
                : household.dice().between(SECOND, 8 * SECOND);
    }
}
