package dev.tokenfamily.harness.network;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Answers that Keycloak has given, and that are under way until they are lost. */
final class HeldAnswers {

    private static final long LONGEST_SECONDS = 120;

    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch lost = new CountDownLatch(1);

    /** Returns when the answer is lost. */
    void hold() throws InterruptedException {
        first.countDown();
        await(lost, "Nobody has lost the answers that are held");
    }

    void awaitFirst() throws InterruptedException {
        await(first, "No answer to a refresh has come");
    }

    void lose() {
        lost.countDown();
    }

    private static void await(CountDownLatch latch, String otherwise) throws InterruptedException {
        if (!latch.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(otherwise);
        }
    }
}
