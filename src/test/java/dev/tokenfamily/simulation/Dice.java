package dev.tokenfamily.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** Chance by a seed, the same on every machine. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Dice of their own for a part of what is played, so that its throws do not depend on the others'. */
    Dice apart() {
        return new Dice(random.nextLong());
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Each as likely as the other, both ends included. */
    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** Each order of magnitude as likely as the other: most are short, and few are very long. */
    long spread(long least, long most) {
        double exponent = random.nextDouble() * StrictMath.log((double) most / least);
        return (long) (least * StrictMath.exp(exponent));
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
