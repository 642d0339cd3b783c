package dev.tokenfamily.live.input;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Chance that can be repeated: the same seed gives the same. */
final class Dice {

    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    /** From 0 on. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Once in so many times. */
    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    @SafeVarargs
    final <T> T of(T... some) {
        return some[random.nextInt(some.length)];
    }

    <T> T of(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** What one of these makes; the others are not asked. */
    @SafeVarargs
    final <T> T from(Supplier<? extends T>... some) {
        return some[random.nextInt(some.length)].get();
    }

    /** Characters that mean something to somebody, and some that mean nothing. */
    String noise(int length) {
        String alphabet = "abcXYZ019-_.~%&=+;:/\\?#[]{}\"'<>|^`$*(),! \t\u0000\u0001\u007f\u00e9\u0130\u202e\ufffd";
        StringBuilder noise = new StringBuilder();
        for (int n = 0; n < length; n++) {
            noise.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return noise.toString();
    }

    /** The text with another character at one place. */
    String flipped(String text) {
        if (text.isEmpty()) {
            return "A";
        }
        int at = random.nextInt(text.length());
        char other = "ABCDEFabcdef0123456789-_".charAt(random.nextInt(24));
        return text.substring(0, at) + (text.charAt(at) == other ? '.' : other) + text.substring(at + 1);
    }

    /** With that somewhere in it. */
    String with(String text, String inserted) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + inserted + text.substring(at);
    }
}
