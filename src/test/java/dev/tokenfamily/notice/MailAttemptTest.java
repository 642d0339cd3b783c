package dev.tokenfamily.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.email.EmailException;
import org.keycloak.events.outbox.OutboxBackoff;
import org.keycloak.events.outbox.OutboxDeliveryOutcome;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/** What is counted of a mail, and what is said where it fails. */
final class MailAttemptTest {

    @Nested
    final class GivenAnAttempt {

        private OutboxDeliveryOutcome outcome(OutboxDeliveryResult result, int attemptsBefore) {
            OutboxEntryEntity entry = new OutboxEntryEntity();
            entry.setAttempts(attemptsBefore);
            return MailAttempt.outcome(result, entry);
        }

        @ParameterizedTest
        @CsvSource({"8, DEAD_LETTER", "7, DEAD_LETTER", "6, RETRY", "0, RETRY"})
        void thenARetryAfterTheLastOneIsNone(int attemptsBefore, OutboxDeliveryOutcome counted) {
            assertThat(OutboxBackoff.DEFAULT_MAX_ATTEMPTS).isEqualTo(8);
            assertThat(outcome(OutboxDeliveryResult.retry("ConnectException"), attemptsBefore))
                    .isEqualTo(counted);
        }

        @ParameterizedTest
        @CsvSource({"0", "7"})
        void thenAnyOtherOutcomeIsCountedAsItIs(int attemptsBefore) {
            assertThat(outcome(OutboxDeliveryResult.delivered(), attemptsBefore))
                    .isEqualTo(OutboxDeliveryOutcome.DELIVERED);
            assertThat(outcome(OutboxDeliveryResult.orphaned("gone"), attemptsBefore))
                    .isEqualTo(OutboxDeliveryOutcome.ORPHANED);
            assertThat(outcome(OutboxDeliveryResult.deadLetter("no address"), attemptsBefore))
                    .isEqualTo(OutboxDeliveryOutcome.DEAD_LETTER);
        }
    }

    @Nested
    final class GivenAFailure {

        @Test
        void thenItsFirstCauseIsNamedWithoutWhatTheServerSaid() {
            ConnectException first = new ConnectException("alice@example.org is over quota");
            assertThat(MailAttempt.cause(new EmailException("not sent", new IOException(first))))
                    .isEqualTo("ConnectException");
            assertThat(MailAttempt.cause(first)).isEqualTo("ConnectException");
        }
    }
}
