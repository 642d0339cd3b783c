package dev.tokenfamily.simulation;

/**
 * How many intruders a rule about new places stops.
 *
 * @param tries of them
 * @param stopped how many got no token
 */
record IntruderCount(long tries, long stopped) {

    static final IntruderCount NONE = new IntruderCount(0, 0);

    IntruderCount plus(IntruderCount other) {
        return new IntruderCount(tries + other.tries, stopped + other.stopped);
    }

    double share() {
        return tries == 0 ? 0 : (double) stopped / tries;
    }
}
