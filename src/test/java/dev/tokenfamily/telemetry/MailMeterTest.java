package dev.tokenfamily.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.events.outbox.OutboxDeliveryOutcome;

/** The counter of mails that people have in their dashboards: a contract. */
final class MailMeterTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MailMeter meter = new MailMeter(registry);

    @Nested
    final class GivenMailsOfARealm {

        @ParameterizedTest
        @CsvSource({"DELIVERED, delivered", "RETRY, retry", "DEAD_LETTER, dead_letter", "ORPHANED, orphaned"})
        void thenTheyAreCountedByWhatBecameOfThem(OutboxDeliveryOutcome outcome, String tag) {
            meter.counts(outcome, "acme");
            meter.counts(outcome, "acme");
            meter.counts(outcome, "other");

            assertThat(registry.get("keycloak.token.family.mails")
                            .tags("realm", "acme", "outcome", tag)
                            .counter()
                            .count())
                    .isEqualTo(2);
            assertThat(registry.getMeters()).hasSize(2);
        }
    }
}
