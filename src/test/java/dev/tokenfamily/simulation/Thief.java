package dev.tokenfamily.simulation;

/** Somebody who has got a copy of the refresh token that the owner's clients hold, and what he does with it. */
enum Thief {
    FIRST("first", "refreshes immediately, from elsewhere, and again whenever the access token expires"),
    LATE("late", "comes with the copy 30 min – 3 days later"),
    LOCKSTEP("lockstep", "knows when the owner refreshes, and does so 1–4 s later, every time"),
    ONCE("once", "refreshes a single time"),
    NIGHT("night", "as the first, but at two o'clock in the night"),
    SAME_NETWORK("same-network", "as the first, from the owner's own address"),
    QUIET("quiet", "refreshes a single time, from the owner's own address");

    private final String id;
    private final String behaviour;

    Thief(String id, String behaviour) {
        this.id = id;
        this.behaviour = behaviour;
    }

    String id() {
        return id;
    }

    String behaviour() {
        return behaviour;
    }

    /** Whether he refreshes by himself again and again. */
    boolean persists() {
        return this != LOCKSTEP && this != ONCE && this != QUIET;
    }

    Visit visit() {
        return new Visit(this == SAME_NETWORK || this == QUIET ? "192.0.2.1" : "198.18.0.66", false);
    }

    /** When he copies the token, within the day after {@code dayBefore}, which begins at midnight. */
    long copies(Dice dice, long dayBefore) {
        long day = dayBefore + VirtualTime.DAY;
        return this == NIGHT
                ? day + 2 * VirtualTime.HOUR + dice.between(0, VirtualTime.HOUR)
                : WakingHours.OFFICE.next(day + dice.between(0, VirtualTime.DAY));
    }

    /** For how many milliseconds he keeps the copy before he uses it. */
    long waits(Dice dice) {
        return this == LATE ? dice.spread(30 * VirtualTime.MINUTE, 3 * VirtualTime.DAY) : 0;
    }
}
