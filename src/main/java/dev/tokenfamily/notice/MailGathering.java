package dev.tokenfamily.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.models.jpa.entities.OutboxEntryStatus;

/**
 * How a queue mails everything, and floods nobody: of what waits for a user, the oldest entry goes when its time has come, and takes
 * along what has come after it. Others wait for that. Nothing is left out.
 *
 * @param spacing when a user may be mailed again
 */
record MailGathering(MailSpacing spacing) {

    /** A mail that is on the way has its own waits between attempts. */
    private static final Duration BEHIND_ANOTHER = Duration.ofMinutes(1);

    private static final Comparator<OutboxEntryEntity> OLDEST_FIRST =
            Comparator.comparing(OutboxEntryEntity::getCreatedAt).thenComparing(OutboxEntryEntity::getId);

    /**
     * Before when that entry is not to go ({@link dev.tokenfamily.outbox.Messenger#notBefore}). One that has been tried goes on until
     * it is sent or given up.
     */
    Optional<Instant> notBefore(MailQueue queue, OutboxEntryEntity entry, Instant now) {
        if (entry.getAttempts() > 0) {
            return Optional.empty();
        }
        List<OutboxEntryEntity> mails = queue.ofUser(entry, now.minus(MailSpacing.DAY));
        Optional<Instant> before = mails.stream()
                .filter(MailGathering::waits)
                .filter(mail -> OLDEST_FIRST.compare(mail, entry) < 0)
                .map(OutboxEntryEntity::getNextAttemptAt)
                .max(Comparator.naturalOrder());
        if (before.isPresent()) {
            Instant next = before.get().isAfter(now) ? before.get() : now;
            return Optional.of(next.plus(BEHIND_ANOTHER));
        }
        return Optional.of(spacing.next(mails.stream()
                .filter(mail -> mail.getStatus() == OutboxEntryStatus.DELIVERED)
                .map(OutboxEntryEntity::getDeliveredAt)
                .toList()));
    }

    /**
     * Puts what waits behind that entry into its payload, and takes it out of the queue; nothing where the entry has been tried
     * before, for what comes later must have as many attempts of its own.
     *
     * @param join gives one payload for two, the later one last; empty where that cannot be read, whose entry stays in the queue then
     */
    void gather(
            MailQueue queue, OutboxEntryEntity entry, Instant now, BiFunction<String, String, Optional<String>> join) {
        if (entry.getAttempts() > 0) {
            return;
        }
        queue.ofUser(entry, now).stream()
                .filter(MailGathering::waits)
                .filter(mail -> mail.getAttempts() == 0 && OLDEST_FIRST.compare(mail, entry) > 0)
                .sorted(OLDEST_FIRST)
                .forEach(mail -> join.apply(entry.getPayload(), mail.getPayload())
                        .ifPresent(both -> {
                            entry.setPayload(both);
                            queue.remove(mail);
                        }));
    }

    private static boolean waits(OutboxEntryEntity mail) {
        return mail.getStatus() == OutboxEntryStatus.PENDING;
    }
}
