package dev.tokenfamily.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.StoredModels;
import dev.tokenfamily.incident.Digest;
import dev.tokenfamily.incident.IncidentKind;
import dev.tokenfamily.incident.IncidentNotice;
import dev.tokenfamily.incident.Sighting;
import java.io.IOException;
import java.net.ConnectException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.email.EmailException;
import org.keycloak.events.outbox.OutboxBackoff;
import org.keycloak.events.outbox.OutboxDeliveryOutcome;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.jpa.RealmAdapter;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/** What is counted of a mail, and what is said where it fails. */
final class IncidentMailTest {

    @Nested
    final class GivenAnAttempt {

        private OutboxDeliveryOutcome outcome(OutboxDeliveryResult result, int attemptsBefore) {
            OutboxEntryEntity entry = new OutboxEntryEntity();
            entry.setAttempts(attemptsBefore);
            return IncidentMail.outcome(result, entry);
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
    final class GivenAKind {

        private Digest digest(String... kinds) {
            return new Digest(
                    Stream.of(kinds)
                            .map(kind -> new Digest.Entry(
                                    new IncidentNotice(OneReuse.incidentOf(kind), null, null, false), 0))
                            .toList(),
                    kinds.length);
        }

        @ParameterizedTest
        @EnumSource
        void thenOnlyThatOfAnOldTokenIsMailedAsACopy(IncidentKind kind) {
            boolean copied = kind.sighting() == Sighting.OLD_TOKEN;

            assertThat(IncidentMail.subject(OneReuse.incidentOf(kind.text())).equals("tokenFamilyMailSubject"))
                    .isEqualTo(copied);
            assertThat(IncidentDigest.subject(digest(kind.text(), kind.text())).equals("tokenFamilyMailDigestSubject"))
                    .isEqualTo(copied);
        }

        @Test
        void thenADigestSaysOnlyWhatHoldsOfAll() {
            assertThat(IncidentDigest.subject(digest("stale-lineage", "origin-change")))
                    .isEqualTo("tokenFamilyMailDigestUnusualSubject");
            assertThat(IncidentMail.subject(OneReuse.incidentOf("a-later-word")))
                    .isEqualTo("tokenFamilyMailUnusualSubject");
        }
    }

    @Nested
    final class GivenAFailure {

        @Test
        void thenItsFirstCauseIsNamedWithoutWhatTheServerSaid() {
            ConnectException first = new ConnectException("alice@example.org is over quota");
            assertThat(IncidentMail.cause(new EmailException("not sent", new IOException(first))))
                    .isEqualTo("ConnectException");
            assertThat(IncidentMail.cause(first)).isEqualTo("ConnectException");
        }
    }

    @Nested
    final class GivenTheRealm {

        private final RealmAdapter realm = StoredModels.realm("acme");

        @Test
        void thenItIsCalledAsItIsShownToUsers() {
            realm.getEntity().setDisplayName("Acme Inc.");
            assertThat(IncidentMail.realmName(realm)).isEqualTo("Acme Inc.");
        }

        @Test
        void thenItIsCalledByItsNameWhereItHasNoOther() {
            assertThat(IncidentMail.realmName(realm)).isEqualTo("acme");
        }
    }
}
