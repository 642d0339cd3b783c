package dev.tokenfamily.telemetry;

import io.micrometer.core.instrument.MeterRegistry;

/** Counts how often something that may end families could not be read, so that all ended that it may have concerned. */
public final class ListenerMeter {

    /** Prometheus appends {@code _total}. */
    private static final String UNREADABLE = "keycloak.token.family.unreadable";

    private final MeterRegistry registry;

    /** Into this registry. */
    public ListenerMeter(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts one. */
    public void unreadable(String realmName) {
        registry.counter(UNREADABLE, "realm", realmName).increment();
    }
}
