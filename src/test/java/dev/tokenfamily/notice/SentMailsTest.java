package dev.tokenfamily.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.incident.Channel;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.models.jpa.entities.OutboxEntryStatus;

/** For which mails the next one waits. */
final class SentMailsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final String OF_REUSE = "incidents";

    private static OutboxEntryEntity mail(String type, OutboxEntryStatus status, Instant at) {
        OutboxEntryEntity entry = new OutboxEntryEntity();
        entry.setEntryType(type);
        entry.setStatus(status);
        entry.setDeliveredAt(status == OutboxEntryStatus.DELIVERED ? at : null);
        return entry;
    }

    /** Somebody who takes trains, and has had as many mails as a user gets. */
    private final List<OutboxEntryEntity> ofPlaces = IntStream.range(0, 5)
            .mapToObj(n -> mail(Channel.OF_PLACES, OutboxEntryStatus.DELIVERED, NOW.minusSeconds(n * 3600L)))
            .toList();

    @Test
    void givenATravellerWhenATokenIsUsedTwiceThenTheMailGoesAtOnce() {
        SentMails sent = SentMails.among(ofPlaces, OF_REUSE);
        assertThat(new MailSpacing(5).next(sent.at())).isBefore(NOW);
    }

    @Test
    void givenATravellerWhenThereIsOneMorePlaceThenItsMailWaits() {
        SentMails sent = SentMails.among(ofPlaces, Channel.OF_PLACES);
        assertThat(sent.at()).hasSize(5);
        assertThat(new MailSpacing(5).next(sent.at())).isAfter(NOW);
    }

    @Test
    void givenMailsAboutReusesThenAllMailsWaitForThem() {
        for (String earlier : List.of(OF_REUSE, "reuse", Channel.BY_ADMIN)) { // the second is of an earlier version
            List<OutboxEntryEntity> mails = List.of(mail(earlier, OutboxEntryStatus.DELIVERED, NOW));
            assertThat(SentMails.among(mails, OF_REUSE).at()).containsExactly(NOW);
            assertThat(SentMails.among(mails, Channel.OF_PLACES).at()).containsExactly(NOW);
        }
    }

    @Test
    void givenAMailAboutAPlaceThatCannotBeSentThenOneAboutAReuseDoesNotWaitForItsAttempts() {
        List<OutboxEntryEntity> stuck = List.of(mail(Channel.OF_PLACES, OutboxEntryStatus.PENDING, NOW));
        assertThat(SentMails.among(stuck, OF_REUSE).onTheWay()).isFalse();
        assertThat(SentMails.among(stuck, Channel.OF_PLACES).onTheWay()).isTrue();
        assertThat(SentMails.among(List.of(mail(OF_REUSE, OutboxEntryStatus.PENDING, NOW)), OF_REUSE)
                        .onTheWay())
                .isTrue();
    }
}
