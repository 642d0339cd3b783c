package dev.tokenfamily.simulation;

import static dev.tokenfamily.simulation.VirtualTime.DAY;
import static dev.tokenfamily.simulation.VirtualTime.MINUTE;
import static dev.tokenfamily.simulation.VirtualTime.SECOND;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A single process that refreshes in office hours whenever its access token has expired, and to which something happens now and then. */
final class OneProcess {

    private static final Line LINE = new Line(15, 400, 0.0005);
    private static final int BACKUPS = 14;

    private final Household household;
    private final Deque<Token> backups = new ArrayDeque<>();
    private long clockWrongUntil;

    OneProcess(Household household) {
        this.household = household;
    }

    void start() {
        next();
    }

    /** Every night the file is copied, and about every three weeks a copy of the last two weeks is put back. */
    void startWithBackups() {
        backup();
        restore();
        next();
    }

    /**
     * Every other day the process' clock jumps, half of the time ahead, so that for half an hour every access token looks expired, and each of
     * two calls in parallel refreshes; a clock that jumps back makes it notice by a 401 only, which is the same here as to be on time.
     */
    void startWithJumpingClock() {
        jump();
        next();
        next();
    }

    private void next() {
        long now = household.time().now();
        long due = now < clockWrongUntil
                ? now + household.dice().between(SECOND, 5 * SECOND)
                : household.file().accessUntil();
        household.time().at(WakingHours.OFFICE.next(due + household.dice().spread(10, 20 * SECOND)), this::call);
    }

    private void call() {
        long now = household.time().now();
        if (household.file().accessible(now) && now >= clockWrongUntil) {
            next();
            return;
        }
        refresh();
    }

    /** Whoever got no answer asks again soon, whatever the clock says by then. */
    private void refresh() {
        household.refresh(LINE, this::next, () -> household
                .time()
                .after(household.dice().spread(SECOND, 8 * SECOND), this::refresh));
    }

    private void backup() {
        backups.addLast(household.file().token());
        if (backups.size() > BACKUPS) {
            backups.removeFirst();
        }
        household.time().after(DAY, this::backup);
    }

    private void restore() {
        household.time().after(household.dice().spread(7 * DAY, 60 * DAY), () -> {
            household.file().restore(household.dice().oneOf(List.copyOf(backups)));
            restore();
        });
    }

    private void jump() {
        household.time().after(household.dice().between(DAY, 3 * DAY), () -> {
            if (household.dice().chance(0.5)) {
                clockWrongUntil = household.time().now() + 30 * MINUTE;
            }
            jump();
        });
    }
}
