package dev.tokenfamily.notice;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.keycloak.events.outbox.OutboxDeliveryOutcome;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.urls.HostnameProvider;

/**
 * Mails to users that are about no incident. They have no links. As with incidents, a mail is put off and never left out: what waits
 * goes with the next one ({@link MailSpacing}).
 */
public final class UserMail {

    private final MailGathering gathering;
    private final BiConsumer<OutboxDeliveryOutcome, String> counter;

    /**
     * Mails of one queue.
     *
     * @param perUserAndDay how many a user gets within 24 hours, at least 1
     * @param counter is given what became of each attempt, and the name of the realm
     */
    public UserMail(int perUserAndDay, BiConsumer<OutboxDeliveryOutcome, String> counter) {
        this.gathering = new MailGathering(new MailSpacing(perUserAndDay));
        this.counter = counter;
    }

    /** Before when a mail is not to go ({@link dev.tokenfamily.outbox.Messenger#notBefore}). */
    public Optional<Instant> notBefore(KeycloakSession session, OutboxEntryEntity entry) {
        return gathering.notBefore(OutboxMailQueue.of(session), entry, Instant.now());
    }

    /**
     * Puts what waits for the same user into an entry that is about to go.
     *
     * @param join gives one payload for two, the later one last; empty where that cannot be read, whose entry stays in the queue then
     */
    public void gather(
            KeycloakSession session, OutboxEntryEntity entry, BiFunction<String, String, Optional<String>> join) {
        gathering.gather(OutboxMailQueue.of(session), entry, Instant.now(), join);
    }

    /**
     * Composes a mail, and hands back its sending ({@link dev.tokenfamily.outbox.Messenger#prepare}).
     *
     * @param subject key of the message, whose argument is the realm's name
     * @param template of the mail
     * @param shown what the template is given, in the user's language
     */
    public Supplier<OutboxDeliveryResult> prepare(
            KeycloakSession session,
            RealmModel realm,
            UserModel user,
            OutboxEntryEntity entry,
            String subject,
            String template,
            Function<Locale, Map<String, Object>> shown) {
        return MailAttempt.prepare(session, user, "A mail of the queue " + entry.getEntryKind(), () -> {
            session.getContext()
                    .setHttpRequest(
                            PastRequest.of(PublicAddress.of(session.getProvider(HostnameProvider.class), realm, null)
                                    .orElse(PublicAddress.NOWHERE)));
            Locale locale = session.getContext().resolveLocale(user);
            return ComposedMail.compose(session, realm, user, subject, template, shown.apply(locale));
        });
    }

    /** Counts what became of it ({@link dev.tokenfamily.outbox.Messenger#ended}). */
    public void ended(RealmModel realm, OutboxDeliveryResult result) {
        counter.accept(result.outcome(), realm.getName());
    }

    /** A time in the words of a mail. */
    public static String time(long epochSeconds, Locale locale) {
        return IncidentAttributes.time(epochSeconds, locale);
    }
}
