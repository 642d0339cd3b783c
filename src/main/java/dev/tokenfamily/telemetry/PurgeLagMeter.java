package dev.tokenfamily.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.DoubleSupplier;

/** Shows how far the purge is behind. All nodes show the same, since they have one table. */
public final class PurgeLagMeter implements AutoCloseable {

    /** Prometheus appends {@code _seconds}. */
    private static final String PURGE_LAG = "keycloak.token.family.purge.lag";

    private final MeterRegistry registry;
    private final Gauge gauge;

    /** Into this registry, until it is closed; not a number while nobody knows. */
    public PurgeLagMeter(MeterRegistry registry, DoubleSupplier seconds) {
        this.registry = registry;
        this.gauge = Gauge.builder(PURGE_LAG, seconds, DoubleSupplier::getAsDouble)
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void close() {
        registry.remove(gauge);
    }
}
