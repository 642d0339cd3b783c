package dev.tokenfamily.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Await;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.keycloak.events.outbox.OutboxDeliveryOutcome;
import org.keycloak.events.outbox.OutboxDeliveryResult;

@Timeout(150)
final class ErrandsTest {

    private static final int HOSTILE = 50;

    private final Errands errands = new Errands("errands-test", Duration.ofMinutes(1));
    private final Errands impatient = new Errands("impatient-test", Duration.ofMillis(300));
    private final CountDownLatch release = new CountDownLatch(1);
    private final BlockingQueue<OutboxDeliveryResult> ended = new LinkedBlockingQueue<>();
    private final CountDownLatch next = new CountDownLatch(1);

    @AfterEach
    void releaseAll() {
        release.countDown();
        errands.close();
        impatient.close();
    }

    private OutboxDeliveryResult hang() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return OutboxDeliveryResult.delivered();
    }

    private @Nullable OutboxDeliveryOutcome outcome() throws InterruptedException {
        OutboxDeliveryResult result = ended.poll(60, TimeUnit.SECONDS);
        return result == null ? null : result.outcome();
    }

    @Test
    void givenAnErrandThatEndsThenItsRealmHasItsTurnAgain() throws InterruptedException {
        errands.begin("realm", OutboxDeliveryResult::delivered, ended::add, next::countDown);
        assertThat(outcome()).isEqualTo(OutboxDeliveryOutcome.DELIVERED);
        assertThat(next.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(errands.underWay()).isEmpty();
    }

    @Test
    void givenAnErrandThatFailsThenItIsTriedAgainLater() throws InterruptedException {
        errands.begin(
                "realm",
                () -> {
                    throw new IllegalStateException("on purpose");
                },
                ended::add,
                next::countDown);
        OutboxDeliveryResult result = ended.poll(60, TimeUnit.SECONDS);
        assertThat(result).isEqualTo(OutboxDeliveryResult.retry("IllegalStateException"));
    }

    @Test
    void givenAnErrandThatEndsInAnErrorThenItsRealmHasItsTurnAgain() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        errands.begin(
                "realm",
                () -> {
                    begun.countDown();
                    throw new StackOverflowError("on purpose");
                },
                ended::add,
                next::countDown);
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        Await.until(() -> errands.underWay().isEmpty());
    }

    @Nested
    final class GivenAnErrandThatNeverEnds {

        @Test
        void thenItIsGivenUpAtTheDeadlineAndTheRealmWaits() throws InterruptedException {
            impatient.begin("hostile", ErrandsTest.this::hang, ended::add, next::countDown);
            assertThat(outcome()).isEqualTo(OutboxDeliveryOutcome.RETRY);
            assertThat(impatient.underWay()).containsExactly("hostile");

            release.countDown();
            assertThat(next.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(impatient.underWay()).isEmpty();
            assertThat(ended).as("it was told once").isEmpty();
        }

        @Test
        void whenThereAreManyThenAnotherRealmIsServedAtOnce() throws InterruptedException {
            for (int i = 0; i < HOSTILE; i++) {
                errands.begin("hostile-" + i, ErrandsTest.this::hang, result -> {}, () -> {});
            }
            errands.begin("honest", OutboxDeliveryResult::delivered, ended::add, next::countDown);
            assertThat(outcome()).isEqualTo(OutboxDeliveryOutcome.DELIVERED);
            assertThat(next.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(errands.underWay()).hasSize(HOSTILE).doesNotContain("honest");
        }
    }
}
