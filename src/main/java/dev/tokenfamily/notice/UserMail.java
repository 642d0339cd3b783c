package dev.tokenfamily.notice;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.events.outbox.OutboxDeliveryOutcome;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.urls.HostnameProvider;

/**
 * Mails to users that are about no incident, as {@link IncidentMail} sends its own: to a verified address only, composed while the
 * database is at hand, and sent without it. They have no links. As with incidents, a mail is put off and never left out: what waits
 * goes with the next one ({@link MailSpacing}).
 */
public final class UserMail {

    private static final Logger LOG = Logger.getLogger(UserMail.class);

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
        if (user.getEmail() == null || !user.isEmailVerified()) {
            return () -> OutboxDeliveryResult.deadLetter("The user has no verified e-mail address");
        }
        session.getContext()
                .setHttpRequest(
                        PastRequest.of(PublicAddress.of(session.getProvider(HostnameProvider.class), realm, null)
                                .orElse(PublicAddress.NOWHERE)));
        try {
            Map<String, Object> attributes = shown.apply(session.getContext().resolveLocale(user));
            ComposedMail mail = ComposedMail.compose(session, realm, templates -> templates
                    .setRealm(realm)
                    .setUser(user)
                    .send(subject, List.of(IncidentMail.realmName(realm)), template, attributes));
            KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
            return () -> send(mail, factory, entry.getEntryKind());
        } catch (EmailException e) {
            OutboxDeliveryResult failed = failed(entry.getEntryKind(), e);
            return () -> failed;
        }
    }

    private static OutboxDeliveryResult send(ComposedMail mail, KeycloakSessionFactory factory, String queue) {
        try {
            mail.send(factory);
            return OutboxDeliveryResult.delivered();
        } catch (EmailException e) {
            return failed(queue, e);
        }
    }

    private static OutboxDeliveryResult failed(String queue, EmailException failure) {
        String cause = IncidentMail.cause(failure);
        LOG.warnf("A mail of the queue %s could not be sent: %s", queue, cause);
        return OutboxDeliveryResult.retry(cause);
    }

    /** Counts what became of it ({@link dev.tokenfamily.outbox.Messenger#ended}). */
    public void ended(RealmModel realm, OutboxEntryEntity entry, OutboxDeliveryResult result) {
        counter.accept(IncidentMail.outcome(result, entry), realm.getName());
    }

    /** A time in the words of a mail. */
    public static String time(long epochSeconds, Locale locale) {
        return IncidentAttributes.time(epochSeconds, locale);
    }
}
