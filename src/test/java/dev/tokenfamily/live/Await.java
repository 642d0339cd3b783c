package dev.tokenfamily.live;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what the server does on its own, off the request. */
final class Await {

    private static final Duration USUAL = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 100;

    private Await() {}

    /** Fails where it does not happen in the time that such things take at most. */
    static void until(BooleanSupplier condition) {
        if (!within(USUAL, condition)) {
            throw new AssertionError("Did not happen within " + USUAL);
        }
    }

    /** Whether it happens in time. */
    static boolean within(Duration longest, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(longest);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return true;
    }
}
