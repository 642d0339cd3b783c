package dev.tokenfamily.store.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.StoreUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

final class PurgeLagTest {

    private long nanos = Long.MAX_VALUE - 5; // nanoTime may overflow
    private LongSupplier table = () -> 0;
    private final PurgeLag lag = new PurgeLag(() -> table.getAsLong(), () -> nanos);

    @Test
    void givenNothingWasMeasuredYetThenTheLagIsNotANumber() {
        assertThat(lag.seconds()).isNaN();
    }

    @Test
    void givenAMeasurementThenItHoldsUntilTheNext() {
        table = () -> 7200;
        lag.measure();
        pass(60);
        assertThat(lag.seconds()).isEqualTo(7200);
        table = () -> 0;
        lag.measure();
        assertThat(lag.seconds()).isZero();
    }

    @Test
    void givenADatabaseThatFailsThenTheLagIsUnknownUntilItAnswers() {
        lag.measure();
        table = () -> {
            throw new StoreUnavailableException("no connection", new SQLException());
        };
        lag.measure();
        assertThat(lag.seconds()).isNaN();
        table = () -> {
            throw new StoreUnavailableException("no table", new IllegalStateException());
        };
        lag.measure();
        assertThat(lag.seconds()).isNaN();
        table = () -> 3;
        lag.measure();
        assertThat(lag.seconds()).isEqualTo(3);
    }

    @Test
    void givenAMeasurementThatHangsThenTheLastOneIsSoonNotBelieved() {
        lag.measure();
        pass(179);
        assertThat(lag.seconds()).isZero();
        pass(2);
        assertThat(lag.seconds()).isNaN();
    }

    private void pass(long seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
    }
}
