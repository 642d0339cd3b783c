package dev.tokenfamily.simulation;

import static dev.tokenfamily.simulation.VirtualTime.HOUR;
import static dev.tokenfamily.simulation.VirtualTime.MINUTE;
import static dev.tokenfamily.simulation.VirtualTime.SECOND;

/**
 * A server between a user and the endpoint that renders pages or forwards calls: when the access token has expired, every request of the page
 * that finds it so refreshes with the refresh token that it was sent with, none knows of the others, and the last answer is stored.
 */
final class ParallelRequests {

    private final Household household;
    private final Line line;
    private final int most;
    private final long latest;

    /**
     * @param most how many requests a page has at most
     * @param latest up to how many milliseconds after the first the others refresh
     */
    ParallelRequests(Household household, Line line, int most, long latest) {
        this.household = household;
        this.line = line;
        this.most = most;
        this.latest = latest;
    }

    void begin() {
        next(household.dice().spread(2 * SECOND, 2 * HOUR));
    }

    private void next(long pause) {
        VirtualTime time = household.time();
        // nothing is refreshed before the access token has expired, so that pages before that need not be played
        long moment = Math.max(time.now() + pause, household.file().accessUntil());
        time.at(WakingHours.OFFICE.next(moment), this::load);
    }

    private void load() {
        Dice dice = household.dice();
        if (household.file().accessible(household.time().now())) {
            next(pause());
            return;
        }
        Token sent = household.file().token();
        int requests = dice.between(2, most);
        for (int request = 1; request < requests; request++) {
            household.time().after(dice.spread(1, latest), () -> household.refresh(sent, line, () -> {}, () -> {}));
        }
        // whoever leaves a page before it is there gets none of its cookies, and loads another one soon
        household.refresh(sent, line, () -> next(pause()), () -> next(dice.between(SECOND, 6 * SECOND)));
    }

    private long pause() {
        return household.dice().spread(2 * SECOND, 40 * MINUTE);
    }
}
