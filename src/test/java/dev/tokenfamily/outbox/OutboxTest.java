package dev.tokenfamily.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.events.outbox.OutboxBackoff;
import org.keycloak.events.outbox.OutboxDeliveryOutcome;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/** What messengers are told of their attempts, and count. */
final class OutboxTest {

    private static OutboxDeliveryResult inTheEnd(OutboxDeliveryResult result, int attemptsBefore) {
        OutboxEntryEntity entry = new OutboxEntryEntity();
        entry.setAttempts(attemptsBefore);
        return Outbox.inTheEnd(result, entry);
    }

    @Test
    void thenThereAreAsManyAttemptsAsTheDocumentsSay() {
        assertThat(OutboxBackoff.DEFAULT_MAX_ATTEMPTS).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"8, DEAD_LETTER", "7, DEAD_LETTER", "6, RETRY", "0, RETRY"})
    void givenAFailureThenThatOfTheLastAttemptIsTheEnd(int attemptsBefore, OutboxDeliveryOutcome outcome) {
        OutboxDeliveryResult told = inTheEnd(OutboxDeliveryResult.retry("ConnectException"), attemptsBefore);
        assertThat(told.outcome()).isEqualTo(outcome);
        assertThat(told.errorMessage()).isEqualTo("ConnectException");
    }

    @ParameterizedTest
    @CsvSource({"0", "7"})
    void givenAnyOtherResultThenItIsToldAsItIs(int attemptsBefore) {
        assertThat(inTheEnd(OutboxDeliveryResult.delivered(), attemptsBefore))
                .isEqualTo(OutboxDeliveryResult.delivered());
        assertThat(inTheEnd(OutboxDeliveryResult.orphaned("gone"), attemptsBefore))
                .isEqualTo(OutboxDeliveryResult.orphaned("gone"));
        assertThat(inTheEnd(OutboxDeliveryResult.deadLetter("no address"), attemptsBefore))
                .isEqualTo(OutboxDeliveryResult.deadLetter("no address"));
    }
}
