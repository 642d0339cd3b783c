package dev.tokenfamily.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.email.EmailException;
import org.keycloak.events.outbox.OutboxDeliveryOutcome;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.models.jpa.entities.OutboxEntryStatus;
import org.keycloak.urls.HostnameProvider;

/**
 * Mails to users that are about no incident, as {@link IncidentMail} sends its own: to a verified address only, so many within a
 * day, composed while the database is at hand, and sent without it. They have no links.
 */
public final class UserMail {

    private static final Logger LOG = Logger.getLogger(UserMail.class);

    private static final Duration DAY = Duration.ofDays(1);

    private static final String SENT = "select count(e) from OutboxEntryEntity e where e.entryKind = :kind"
            + " and e.ownerId = :owner and e.status = :delivered and e.deliveredAt > :since";

    private final int perUserAndDay;
    private final BiConsumer<OutboxDeliveryOutcome, String> counter;

    /**
     * Mails of one queue.
     *
     * @param perUserAndDay how many a user gets within 24 hours, at least 1
     * @param counter is given what became of each attempt, and the name of the realm
     */
    public UserMail(int perUserAndDay, BiConsumer<OutboxDeliveryOutcome, String> counter) {
        this.perUserAndDay = perUserAndDay;
        this.counter = counter;
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
        if (limitReached(session, entry)) {
            return () -> OutboxDeliveryResult.deadLetter("The user has had " + perUserAndDay + " mails within a day");
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

    private boolean limitReached(KeycloakSession session, OutboxEntryEntity entry) {
        long sent = session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery(SENT, Long.class)
                .setParameter("kind", entry.getEntryKind())
                .setParameter("owner", entry.getOwnerId())
                .setParameter("delivered", OutboxEntryStatus.DELIVERED)
                .setParameter("since", Instant.now().minus(DAY))
                .getSingleResult();
        return sent >= perUserAndDay;
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
