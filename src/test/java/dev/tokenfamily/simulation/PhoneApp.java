package dev.tokenfamily.simulation;

import static dev.tokenfamily.simulation.VirtualTime.HOUR;
import static dev.tokenfamily.simulation.VirtualTime.MINUTE;
import static dev.tokenfamily.simulation.VirtualTime.SECOND;

/** An app that refreshes when it is opened and its access token has expired. */
final class PhoneApp {

    private final Household household;
    private final Line line;
    private final double soon;
    private final long longest;

    /**
     * @param soon how likely it tries again within 45 seconds, after an answer was lost
     * @param longest after how many milliseconds it tries again at most, else
     */
    PhoneApp(Household household, Line line, double soon, long longest) {
        this.household = household;
        this.line = line;
        this.soon = soon;
        this.longest = longest;
    }

    void install() {
        open(household.dice().spread(MINUTE, HOUR));
    }

    private void open(long pause) {
        long moment = household.time().now() + pause;
        household.time().at(WakingHours.PHONE.next(moment), this::use);
    }

    private void use() {
        Dice dice = household.dice();
        if (household.file().accessible(household.time().now())) {
            open(dice.spread(2 * MINUTE, 4 * HOUR));
            return;
        }
        household.refresh(line, () -> open(dice.spread(2 * MINUTE, 4 * HOUR)), this::tryAgain);
    }

    private void tryAgain() {
        Dice dice = household.dice();
        long pause = dice.chance(soon) ? dice.spread(SECOND, 45 * SECOND) : dice.spread(MINUTE, longest);
        household.time().after(pause, this::use);
    }
}
