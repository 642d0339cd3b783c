package dev.tokenfamily.load.lived;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * Which of the sessions is next.
 *
 * @param next number of a session, from 0; of any thread
 */
record Draw(IntSupplier next) {

    /** Each as likely as any other. */
    static Draw atRandom(int sessions) {
        return new Draw(() -> ThreadLocalRandom.current().nextInt(sessions));
    }

    /** One after the other, each of another user than the one before; from the beginning again when there are no more. */
    static Draw eachOnce(int sessions) {
        AtomicInteger last = new AtomicInteger();
        return new Draw(() -> Math.floorMod(last.addAndGet(FirstSession.SESSIONS_OF_A_USER), sessions));
    }

    /** By Zipf's law: the second is half as likely as the first, the third a third as likely, and so on. */
    static Draw byZipf(int sessions) {
        double[] upTo = IntStream.rangeClosed(1, sessions)
                .mapToDouble(rank -> 1.0 / rank)
                .toArray();
        Arrays.parallelPrefix(upTo, Double::sum);
        double all = upTo[sessions - 1];
        return new Draw(() -> {
            int found = Arrays.binarySearch(upTo, ThreadLocalRandom.current().nextDouble(all));
            return found < 0 ? Math.min(-found - 1, sessions - 1) : found;
        });
    }
}
