package dev.tokenfamily.simulation;

/**
 * What became of clients that nobody has robbed.
 *
 * @param refreshes that reached the endpoint
 * @param loggedOut how often a user had to log in because one was refused
 * @param expired how often a user had to log in because the login had reached the lifetime that was meant for it
 */
record LogoutCount(long refreshes, long loggedOut, long expired) {

    static final LogoutCount NONE = new LogoutCount(0, 0, 0);

    /** Longer than the longest time between two mishaps, so that each user has some of them. */
    private static final long LIFE = 60 * VirtualTime.DAY;

    /** Lets users live one after the other, until there are so many refreshes. */
    static LogoutCount play(Contender contender, Population population, long seed, long refreshes) {
        Dice dice = new Dice(seed);
        LogoutCount count = NONE;
        while (count.refreshes < refreshes) {
            VirtualTime time = new VirtualTime(Simulation.MIDNIGHT);
            Household household = new Household(time, dice.apart(), contender.logins());
            population.begin(household);
            while (count.refreshes + household.refreshes() < refreshes && time.step(Simulation.MIDNIGHT + LIFE)) {
                // the deeds count by themselves
            }
            count = count.plus(new LogoutCount(household.refreshes(), household.loggedOut(), household.expired()));
        }
        return count;
    }

    LogoutCount plus(LogoutCount other) {
        return new LogoutCount(refreshes + other.refreshes, loggedOut + other.loggedOut, expired + other.expired);
    }

    /** How often users had to log in because a refresh was refused, per million refreshes. */
    double perMillion() {
        return refreshes == 0 ? 0 : loggedOut * 1e6 / refreshes;
    }
}
