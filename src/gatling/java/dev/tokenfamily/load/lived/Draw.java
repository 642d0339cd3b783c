package dev.tokenfamily.load.lived;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * Which of the sessions is next.
 *
 * @param name for reports
 * @param next number of a session, from 0; of any thread
 */
record Draw(String name, IntSupplier next) {

    /** Each as likely as any other. */
    static Draw atRandom(int sessions) {
        return new Draw("at random", () -> ThreadLocalRandom.current().nextInt(sessions));
    }

    /** By Zipf's law: the second is half as likely as the first, the third a third as likely, and so on. */
    static Draw byZipf(int sessions) {
        double[] upTo = IntStream.rangeClosed(1, sessions)
                .mapToDouble(rank -> 1.0 / rank)
                .toArray();
        Arrays.parallelPrefix(upTo, Double::sum);
        double all = upTo[sessions - 1];
        return new Draw("by Zipf", () -> {
            int found = Arrays.binarySearch(upTo, ThreadLocalRandom.current().nextDouble(all));
            return found < 0 ? Math.min(-found - 1, sessions - 1) : found;
        });
    }
}
