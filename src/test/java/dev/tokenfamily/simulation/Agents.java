package dev.tokenfamily.simulation;

import static dev.tokenfamily.simulation.VirtualTime.SECOND;

/**
 * Processes that share a credentials file, as agents at a command line and clients of the Model Context Protocol: each has up to four calls
 * under way, and whichever is answered 401 refreshes with whatever the file holds by then.
 */
final class Agents {

    private static final Line LINE = new Line(15, 400, 0.0005);

    private final Household household;

    Agents(Household household) {
        this.household = household;
    }

    void start() {
        int processes = household.dice().between(4, 24);
        for (int process = 0; process < processes; process++) {
            for (int call = household.dice().between(1, 4); call > 0; call--) {
                next();
            }
        }
    }

    /** The first call after the access token has expired: those before need nothing. */
    private void next() {
        VirtualTime time = household.time();
        long moment = Math.max(time.now(), household.file().accessUntil())
                + household.dice().spread(10, 20 * SECOND);
        time.at(WakingHours.OFFICE.next(moment), this::call);
    }

    private void call() {
        if (household.file().accessible(household.time().now())) {
            next();
            return;
        }
        household.time().after(household.dice().spread(20, 400), this::unauthorized);
    }

    private void unauthorized() {
        household.refresh(LINE, this::next, () -> household
                .time()
                .after(household.dice().spread(SECOND, 8 * SECOND), this::unauthorized));
    }
}
