package dev.tokenfamily.harness.network;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Refreshes that pass together: when so many are there, or when the first of them has waited long enough. Who comes later passes at once. */
final class Crowd {

    private final CountDownLatch missing;
    private final long patienceMillis;

    Crowd(int size, long patienceMillis) {
        this.missing = new CountDownLatch(size);
        this.patienceMillis = patienceMillis;
    }

    void join() throws InterruptedException {
        missing.countDown();
        if (!missing.await(patienceMillis, TimeUnit.MILLISECONDS)) {
            while (missing.getCount() > 0) {
                missing.countDown();
            }
        }
    }
}
