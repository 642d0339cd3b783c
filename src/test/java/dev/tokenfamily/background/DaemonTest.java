package dev.tokenfamily.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(150)
final class DaemonTest {

    private final CountDownLatch calls = new CountDownLatch(3);

    private void failing() {
        calls.countDown();
        throw new IllegalStateException("on purpose");
    }

    private void outOfMemory() {
        calls.countDown();
        throw new OutOfMemoryError("on purpose");
    }

    private void assertGoesOn(Runnable work) throws InterruptedException {
        try (Daemon daemon = new Daemon("daemon-test", Duration.ofMillis(1), work)) {
            assertThat(calls.await(60, TimeUnit.SECONDS)).isTrue();
            daemon.wake();
        }
    }

    @Test
    void givenWorkThatFailsThenItGoesOn() throws InterruptedException {
        assertGoesOn(this::failing);
    }

    /** A heartbeat that ended here would excuse whatever comes after a quiet moment, for ever. */
    @Test
    void givenAFullMemoryThenItGoesOn() throws InterruptedException {
        assertGoesOn(this::outOfMemory);
    }
}
