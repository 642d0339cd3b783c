package dev.tokenfamily.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(150)
final class FairWorkTest {

    private static final int HOSTILE = 50;

    private final FairWork work = new FairWork("fair-work-test", 128, 2, 100);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void releaseAll() {
        release.countDown();
        work.close();
    }

    private void hang() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hangInAllShares(int realms) {
        for (int i = 0; i < realms; i++) {
            for (int task = 0; task < 10; task++) {
                work.ofRealm("hostile-" + i).execute(this::hang);
            }
        }
    }

    @Test
    void givenRealmsThatHangForEverThenAnotherIsServedAtOnce() throws InterruptedException {
        hangInAllShares(HOSTILE);
        CountDownLatch done = new CountDownLatch(100);
        IntStream.range(0, 100).forEach(i -> work.ofRealm("honest").execute(done::countDown));
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void givenMoreThanThereAreThreadsThenWhoeverWaitsLongestIsNext() throws InterruptedException {
        FairWork narrow = new FairWork("narrow", 1, 1, 100);
        CountDownLatch first = new CountDownLatch(1);
        List<String> order = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(4);
        narrow.ofRealm("a").execute(() -> {
            try {
                first.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        for (String realm : new String[] {"a", "a", "b", "c"}) {
            narrow.ofRealm(realm).execute(() -> {
                order.add(realm);
                done.countDown();
            });
        }
        first.countDown();
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(order).containsExactly("a", "b", "c", "a");
        narrow.close();
    }

    @Test
    void givenWorkThatFailsThenTheNextIsDone() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        for (int i = 0; i < 10; i++) {
            work.ofRealm("realm").execute(() -> {
                throw new IllegalStateException("on purpose");
            });
        }
        work.ofRealm("realm").execute(done::countDown);
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void givenAFullQueueThenMoreIsRejectedOfThatRealmOnly() {
        AtomicInteger taken = new AtomicInteger();
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> {
            while (true) {
                work.ofRealm("hostile").execute(this::hang);
                taken.incrementAndGet();
            }
        });
        assertThat(taken).hasValue(102);
        work.ofRealm("honest").execute(taken::incrementAndGet);
    }

    @Test
    void givenAServerThatStopsThenNothingBegins() {
        work.close();
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> work.ofRealm("realm").execute(this::hang));
    }
}
