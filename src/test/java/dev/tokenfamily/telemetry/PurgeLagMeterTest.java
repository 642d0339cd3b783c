package dev.tokenfamily.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** The gauge that people have in their dashboards: a contract. */
final class PurgeLagMeterTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private double lag;

    @Test
    void givenALagThenTheGaugeShowsItAsItIsNow() {
        try (PurgeLagMeter meter = new PurgeLagMeter(registry, () -> lag)) {
            assertThat(meter).isNotNull();
            Gauge gauge = registry.get("keycloak.token.family.purge.lag").gauge();
            assertThat(gauge.getId().getBaseUnit()).isEqualTo("seconds");
            assertThat(gauge.getId().getTags()).isEmpty();
            lag = 42;
            assertThat(gauge.value()).isEqualTo(42);
            lag = Double.NaN;
            assertThat(gauge.value()).isNaN();
        }
        assertThat(registry.getMeters()).isEmpty();
    }
}
