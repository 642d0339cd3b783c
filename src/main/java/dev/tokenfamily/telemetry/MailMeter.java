package dev.tokenfamily.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.keycloak.events.outbox.OutboxDeliveryOutcome;

/** Counts mails by what became of them. */
public final class MailMeter {

    /** Prometheus appends {@code _total}. */
    private static final String MAILS = "keycloak.token.family.mails";

    private final MeterRegistry registry;

    /** Into this registry. */
    public MailMeter(MeterRegistry registry) {
        this.registry = registry;
    }

    public void counts(OutboxDeliveryOutcome outcome, String realmName) {
        registry.counter(MAILS, "realm", realmName, "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
