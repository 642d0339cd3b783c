package dev.tokenfamily.notice;

import dev.tokenfamily.incident.Answer;
import dev.tokenfamily.incident.Channel;
import dev.tokenfamily.incident.IncidentNotice;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.incident.Sighting;
import dev.tokenfamily.log.LogField;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.events.outbox.OutboxDeliveryOutcome;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.theme.Theme;
import org.keycloak.theme.beans.LinkExpirationFormatterMethod;

/**
 * Mails the user what happened, by the realm's SMTP server, in its theme and in the user's language. An entry here is of one
 * incident: an admin wants it, or a node of an earlier version has queued it, whose mails are limited to so many within a day. All
 * others are of {@link IncidentDigest}.
 */
public final class IncidentMail implements IncidentMessenger {

    private static final Logger LOG = Logger.getLogger(IncidentMail.class);

    private static final String TEMPLATE = "token-family-incident.ftl";
    private static final int SECONDS_OF_MINUTE = 60;

    private final int perUserAndDay;
    private final BiConsumer<OutboxDeliveryOutcome, String> counter;

    /**
     * The mails of all realms.
     *
     * @param perUserAndDay how many mails a user gets within 24 hours, at least 1
     * @param counter is given what became of each attempt, and the name of the realm
     */
    public IncidentMail(int perUserAndDay, BiConsumer<OutboxDeliveryOutcome, String> counter) {
        this.perUserAndDay = perUserAndDay;
        this.counter = counter;
    }

    @Override
    public Channel channel() {
        return Channel.MAIL;
    }

    @Override
    public Supplier<OutboxDeliveryResult> prepare(
            KeycloakSession session, RealmModel realm, IncidentNotice notice, OutboxEntryEntity entry) {
        UserModel user = session.users()
                .getUserById(realm, notice.listed().incident().owner().userId());
        if (user == null) {
            return () -> OutboxDeliveryResult.orphaned("The user is not there any more");
        }
        if (MailAttempt.mayReach(user) && limitReached(session, entry)) {
            return () -> OutboxDeliveryResult.deadLetter("The user has had " + perUserAndDay + " mails within a day");
        }
        return MailAttempt.prepare(
                session, user, inLog(notice.listed().id()), () -> compose(session, realm, user, notice));
    }

    /** What the log calls a mail in which that incident is the first. */
    static String inLog(String incidentId) {
        return "The mail about incident " + incidentId;
    }

    /** Whether the user of that entry has had as many mails as a user gets; an admin's mail goes all the same. */
    private boolean limitReached(KeycloakSession session, OutboxEntryEntity entry) {
        return !entry.getEntryType().equals(Channel.BY_ADMIN)
                && SentMails.besides(session, entry, Instant.now()).at().size() >= perUserAndDay;
    }

    /** The mail about one incident. */
    static ComposedMail compose(KeycloakSession session, RealmModel realm, UserModel user, IncidentNotice notice)
            throws EmailException {
        Locale locale = session.getContext().resolveLocale(user);
        Map<String, Object> shown = attributes(session, realm, user, notice, locale);
        return ComposedMail.compose(session, realm, user, subject(notice.listed()), TEMPLATE, shown);
    }

    /** What a template is given of an incident, with links by which that user answers, where there can be any. */
    static Map<String, Object> attributes(
            KeycloakSession session, RealmModel realm, UserModel user, IncidentNotice notice, Locale locale)
            throws EmailException {
        Map<String, Object> shown = IncidentAttributes.of(notice.listed(), realm, locale);
        if (notice.realmUrl() != null && !notice.linksEnded()) {
            shown.putAll(links(session, user, notice.listed(), locale));
        } else if (notice.realmUrl() == null) {
            LOG.warnf(
                    "The mail about incident %s has no links, since neither the server's hostname nor the frontend URL of"
                            + " realm %s is configured",
                    notice.listed().id(), LogField.of(realm.getName()));
        }
        return shown;
    }

    static String subject(ListedIncident listed) {
        return switch (Sighting.of(listed.incident().kind())) {
            case OLD_TOKEN -> "tokenFamilyMailSubject";
            case NEW_PLACE -> "tokenFamilyMailPlaceSubject";
            case UNUSUAL -> "tokenFamilyMailUnusualSubject";
        };
    }

    private static Map<String, Object> links(
            KeycloakSession session, UserModel user, ListedIncident listed, Locale locale) throws EmailException {
        AnswerLinks links = new AnswerLinks(session);
        try {
            Properties words = session.theme().getTheme(Theme.Type.EMAIL).getMessages(locale);
            return Map.of(
                    "notMeLink",
                    links.create(listed, user, Answer.NOT_ME),
                    "meLink",
                    links.create(listed, user, Answer.ME),
                    "linkExpiration",
                    links.lifespanSeconds() / SECONDS_OF_MINUTE,
                    "linkExpirationFormatter",
                    new LinkExpirationFormatterMethod(words, locale));
        } catch (IOException e) {
            throw new EmailException("The theme of the mails cannot be read", e);
        }
    }

    @Override
    public void ended(RealmModel realm, OutboxEntryEntity entry, OutboxDeliveryResult result) {
        counter.accept(result.outcome(), realm.getName());
    }
}
