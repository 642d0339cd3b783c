package dev.tokenfamily.harness;

import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.suite.Activity;
import dev.tokenfamily.suite.TimeSpent;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what the server does on its own, off the request. */
public final class Await {

    /**
     * Only so that a test ends where it never happens. A task that looks every few seconds, or tries again after half a minute, comes
     * late where two forks and their servers share two busy processors.
     */
    private static final Duration USUAL = Duration.ofMinutes(2);

    private static final long PAUSE_MILLIS = 20;

    private Await() {}

    /** Fails where it does not happen. */
    public static void until(BooleanSupplier condition) {
        if (!within(USUAL, condition)) {
            throw new AssertionError("Did not happen within " + USUAL);
        }
    }

    /**
     * The first answer that is not the server's own failure, or the last one there was time for. After an outage, each
     * connection of Keycloak's pool that died with the database fails one request, and one that is closed as a request
     * comes, such as by a balancer whose node has stopped, gives no answer at all; clients ask again, and so do tests.
     */
    public static Response answer(Supplier<Response> request) {
        List<Response> answers = new ArrayList<>();
        within(USUAL, () -> {
            try {
                answers.add(request.get());
            } catch (UncheckedIOException noAnswer) {
                return false;
            }
            return answers.get(answers.size() - 1).status() < 500;
        });
        if (answers.isEmpty()) {
            throw new AssertionError("No answer within " + USUAL);
        }
        return answers.get(answers.size() - 1);
    }

    /** Whether it happens in time. */
    public static boolean within(Duration longest, BooleanSupplier condition) {
        return TimeSpent.on(Activity.WAIT, () -> poll(longest, condition));
    }

    private static boolean poll(Duration longest, BooleanSupplier condition) {
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
