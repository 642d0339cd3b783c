package dev.tokenfamily.harness.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The zone in which the databases of the live tests stand. */
final class TurningBackTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-29T14:40:05Z | WINTER-1SUMMER-2,J151/2,J333/16:40:05",
                "2026-01-01T00:00:00Z | WINTER-1SUMMER-2,J184/2,J1/2:00:00",
                "2028-02-28T12:00:00Z | WINTER-1SUMMER-2,J242/2,J59/14:00:00",
                "2028-12-31T23:00:00Z | WINTER-1SUMMER-2,J184/2,J1/1:00:00",
                "2028-03-01T12:00:00Z | WINTER-1SUMMER-2,J243/2,J60/14:00:00"
            })
    void thenSummerEndsAtThatMoment(Instant time, String posix) {
        assertThat(new TurningBack(time).posix()).isEqualTo(posix);
    }
}
