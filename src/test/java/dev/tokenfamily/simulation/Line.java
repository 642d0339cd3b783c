package dev.tokenfamily.simulation;

import java.util.List;

/**
 * The way between a client and the endpoint.
 *
 * @param fastest milliseconds for one way, at least
 * @param slowest milliseconds for one way, at most; most are much faster
 * @param loss how likely an answer is lost
 * @param addresses from which requests come, each as likely as the other
 */
record Line(long fastest, long slowest, double loss, List<String> addresses) {

    /** From one address. */
    Line(long fastest, long slowest, double loss) {
        this(fastest, slowest, loss, List.of("192.0.2.1"));
    }

    long oneWay(Dice dice) {
        return dice.spread(fastest, slowest);
    }

    Visit visit(Dice dice) {
        return new Visit(dice.oneOf(addresses), true);
    }
}
