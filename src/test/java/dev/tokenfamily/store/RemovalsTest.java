package dev.tokenfamily.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.background.FairWork;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What belonged to somebody who was removed goes twice. */
@Timeout(150)
final class RemovalsTest {

    private static final Duration NEVER = Duration.ofDays(1);

    private final AtomicInteger times = new AtomicInteger();

    private static Removals removals(Duration untilTheSecond) {
        return new Removals(FairWork.forRemovals(), untilTheSecond);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a node that had something waiting records it when the first removal is over. */
    @Test
    void givenSomethingComesInAfterTheFirstRemovalThenTheSecondRemovesIt() {
        AtomicReference<String> row = new AtomicReference<>("there");
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch late = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        try (Removals removals = removals(Duration.ofMillis(1))) {
            removals.add(
                    "realm",
                    () -> {
                        row.set("gone");
                        first.countDown();
                    },
                    () -> {
                        await(late);
                        row.set("gone again");
                        second.countDown();
                    });
            await(first);
            row.set("back");
            late.countDown();
            await(second);
        }
        assertThat(row).hasValue("gone again");
    }

    @Test
    void givenTheFirstFailsThenTheSecondIsDone() {
        CountDownLatch second = new CountDownLatch(1);
        try (Removals removals = removals(Duration.ofMillis(1))) {
            removals.add(
                    "realm",
                    () -> {
                        throw new IllegalStateException("on purpose");
                    },
                    second::countDown);
            await(second);
        }
    }

    @Test
    void whenTheServerStopsThenTheSecondIsNeitherWaitedForNorDone() {
        CountDownLatch first = new CountDownLatch(1);
        Removals removals = removals(NEVER);
        removals.add("realm", first::countDown, times::incrementAndGet);
        await(first);
        removals.close();
        removals.add("realm", times::incrementAndGet, times::incrementAndGet);
        assertThat(times).hasValue(0);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("token-family-second-removal"))
                .allMatch(Thread::isDaemon);
    }
}
