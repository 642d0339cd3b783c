package dev.tokenfamily.simulation;

import dev.tokenfamily.simulation.Theft.Noticed;

/**
 * What became of thefts.
 *
 * @param next noticed by the owner's next refresh at the latest
 * @param day noticed later, within a day
 * @param later noticed later than that, within a week
 * @param never not noticed in a week, or not before the login ended
 * @param nothing in which the thief got no token at all, and nobody was alarmed
 * @param tokens how many access tokens all thieves got until then
 * @param outside in which the policy must raise an alarm by the owner's next refresh
 * @param outsideNext of these, those in which it did
 */
record TheftCount(
        long next, long day, long later, long never, long nothing, long tokens, long outside, long outsideNext) {

    static final TheftCount NONE = new TheftCount(0, 0, 0, 0, 0, 0, 0, 0);

    /** Plays so many thefts, each in a household of its own. */
    static TheftCount play(Contender contender, Population population, Thief thief, long seed, int thefts) {
        Dice dice = new Dice(seed);
        TheftCount count = NONE;
        for (int n = 0; n < thefts; n++) {
            VirtualTime time = new VirtualTime(Simulation.MIDNIGHT);
            Household household = new Household(time, dice.apart(), contender.logins());
            Theft theft = new Theft(household, thief, contender.windows());
            population.begin(household);
            theft.plan();
            while (!theft.over() && time.step(Long.MAX_VALUE)) {
                // the deeds count by themselves
            }
            count = count.plus(of(theft));
        }
        return count;
    }

    private static TheftCount of(Theft theft) {
        Noticed noticed = theft.noticed();
        long outside = theft.outsideWindows() ? 1 : 0;
        return new TheftCount(
                one(noticed == Noticed.NEXT),
                one(noticed == Noticed.DAY),
                one(noticed == Noticed.LATER),
                one(noticed == Noticed.NEVER),
                one(noticed == Noticed.NOTHING),
                theft.tokens(),
                outside,
                noticed == Noticed.NEXT ? outside : 0);
    }

    private static long one(boolean counted) {
        return counted ? 1 : 0;
    }

    TheftCount plus(TheftCount other) {
        return new TheftCount(
                next + other.next,
                day + other.day,
                later + other.later,
                never + other.never,
                nothing + other.nothing,
                tokens + other.tokens,
                outside + other.outside,
                outsideNext + other.outsideNext);
    }

    /** How many thefts there were in which there was anything to notice. */
    long thefts() {
        return next + day + later + never;
    }

    double share(long part) {
        return thefts() == 0 ? 1 : (double) part / thefts();
    }

    /** How many access tokens a thief got on average. */
    double tokensEach() {
        return thefts() == 0 ? 0 : (double) tokens / thefts();
    }
}
