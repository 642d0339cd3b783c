package dev.tokenfamily.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.store.database.PurgeSchedule;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreOptionsTest {

    /** Or an incident would say that there was no mail. */
    @ParameterizedTest
    @ValueSource(ints = {1, 90, 400})
    void thenWhatBecameOfAMailIsKnownAsLongAsItsIncident(int days) {
        StoreOptions options = new StoreOptions(10, days, 90, 90, new PurgeSchedule(3600, 60, 100));
        assertThat(options.noticesKeptFor()).isGreaterThan(Duration.ofDays(days));
    }
}
