package dev.tokenfamily.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.models.jpa.entities.OutboxEntryStatus;

/** A queue in memory with one mail server, which delivers what is due each minute, unless it is down. */
final class PlayedMailQueue implements MailQueue {

    private static final int MOST_ATTEMPTS = 8;

    private final MailGathering gathering;
    private final List<OutboxEntryEntity> entries = new ArrayList<>();
    private final List<Mail> sent = new ArrayList<>();
    private Instant now;
    private int told;
    private boolean down;

    PlayedMailQueue(int perUserAndDay, Instant now) {
        this.gathering = new MailGathering(new MailSpacing(perUserAndDay));
        this.now = now;
    }

    /** A mail that went: what it tells, in words that are put together with a plus. */
    record Mail(String user, Instant at, String text) {}

    List<Mail> sentTo(String user) {
        return sent.stream().filter(mail -> mail.user().equals(user)).toList();
    }

    void serverIsDown(boolean isDown) {
        down = isDown;
    }

    /** Queues something that the user is to be told. */
    void tell(String user, String what) {
        OutboxEntryEntity entry = new OutboxEntryEntity();
        entry.setId("%05d".formatted(++told));
        entry.setOwnerId(user);
        entry.setPayload(what);
        entry.setStatus(OutboxEntryStatus.PENDING);
        entry.setAttempts(0);
        entry.setCreatedAt(now);
        entry.setNextAttemptAt(now);
        entries.add(entry);
    }

    void pass(Duration time) {
        Instant end = now.plus(time);
        do {
            deliver();
            now = now.plus(Duration.ofMinutes(1));
        } while (now.isBefore(end));
    }

    private void deliver() {
        Optional<OutboxEntryEntity> due = due();
        while (due.isPresent()) {
            take(due.get());
            due = due();
        }
    }

    private Optional<OutboxEntryEntity> due() {
        return entries.stream()
                .filter(entry -> entry.getStatus() == OutboxEntryStatus.PENDING)
                .filter(entry -> !entry.getNextAttemptAt().isAfter(now))
                .min(Comparator.comparing(OutboxEntryEntity::getNextAttemptAt));
    }

    private void take(OutboxEntryEntity entry) {
        Optional<Instant> postponed = gathering.notBefore(this, entry, now).filter(time -> time.isAfter(now));
        if (postponed.isPresent()) {
            entry.setNextAttemptAt(postponed.get());
            return;
        }
        gathering.gather(
                this,
                entry,
                now,
                (one, other) -> other.equals("unreadable") ? Optional.empty() : Optional.of(one + "+" + other));
        if (down) {
            entry.setAttempts(entry.getAttempts() + 1);
            entry.setStatus(
                    entry.getAttempts() < MOST_ATTEMPTS ? OutboxEntryStatus.PENDING : OutboxEntryStatus.DEAD_LETTER);
            entry.setNextAttemptAt(now.plus(Duration.ofMinutes(10)));
            return;
        }
        entry.setStatus(OutboxEntryStatus.DELIVERED);
        entry.setDeliveredAt(now);
        sent.add(new Mail(entry.getOwnerId(), now, entry.getPayload()));
    }

    @Override
    public List<OutboxEntryEntity> ofUser(OutboxEntryEntity entry, Instant since) {
        return entries.stream()
                .filter(mail -> mail.getOwnerId().equals(entry.getOwnerId()))
                .filter(mail -> mail.getStatus() == OutboxEntryStatus.PENDING
                        || (mail.getStatus() == OutboxEntryStatus.DELIVERED
                                && mail.getDeliveredAt().isAfter(since)))
                .toList();
    }

    @Override
    public void remove(OutboxEntryEntity entry) {
        entries.remove(entry);
    }
}
