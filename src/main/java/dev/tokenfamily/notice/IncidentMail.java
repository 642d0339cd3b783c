package dev.tokenfamily.notice;

import dev.tokenfamily.incident.Answer;
import dev.tokenfamily.incident.Channel;
import dev.tokenfamily.incident.Incidents.ListedIncident;
import dev.tokenfamily.incident.Incidents.Told;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.notice.Telling.Done;
import dev.tokenfamily.notice.Telling.OnTheWay;
import dev.tokenfamily.telemetry.MailMeter;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.events.outbox.OutboxBackoff;
import org.keycloak.events.outbox.OutboxDeliveryOutcome;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.theme.Theme;
import org.keycloak.theme.beans.LinkExpirationFormatterMethod;

/** Mails the user what happened, by the realm's SMTP server, in its theme and in the user's language. */
public final class IncidentMail implements Messenger {

    private static final Logger LOG = Logger.getLogger(IncidentMail.class);

    private static final String SUBJECT = "tokenFamilyMailSubject";
    private static final String TEMPLATE = "token-family-incident.ftl";
    private static final int SECONDS_OF_MINUTE = 60;

    private final MailLimit limit;
    private final MailMeter meter;

    /** With what all mails have in common. */
    public IncidentMail(MailLimit limit, MailMeter meter) {
        this.limit = limit;
        this.meter = meter;
    }

    @Override
    public Channel channel() {
        return Channel.MAIL;
    }

    @Override
    public void ended(RealmModel realm, OutboxEntryEntity entry, OutboxDeliveryResult result) {
        meter.counts(outcome(result, entry), realm.getName());
    }

    /** After the last attempt Keycloak gives up by itself. */
    static OutboxDeliveryOutcome outcome(OutboxDeliveryResult result, OutboxEntryEntity entry) {
        boolean last = entry.getAttempts() + 1 >= OutboxBackoff.DEFAULT_MAX_ATTEMPTS;
        return last && result.outcome() == OutboxDeliveryOutcome.RETRY
                ? OutboxDeliveryOutcome.DEAD_LETTER
                : result.outcome();
    }

    @Override
    public Telling tell(KeycloakSession session, RealmModel realm, Told told, OutboxEntryEntity entry) {
        UserModel user = session.users()
                .getUserById(realm, told.listed().incident().owner().userId());
        if (user == null) {
            return new Done(OutboxDeliveryResult.orphaned("The user is not there any more"));
        }
        if (user.getEmail() == null || !user.isEmailVerified()) { // as Keycloak's own mails about events
            return new Done(OutboxDeliveryResult.deadLetter("The user has no verified e-mail address"));
        }
        if (limit.reached(session, entry)) {
            return new Done(
                    OutboxDeliveryResult.deadLetter("The user has had " + limit.perDay() + " mails within a day"));
        }
        try {
            ComposedMail mail = compose(session, realm, user, told);
            KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
            return new OnTheWay(() -> sent(mail, factory, told.listed().id()));
        } catch (EmailException e) {
            return new Done(failed(told.listed().id(), e));
        }
    }

    private static OutboxDeliveryResult failed(String incidentId, EmailException failure) {
        String cause = cause(failure);
        LOG.warnf("The mail about incident %s could not be sent: %s", incidentId, cause);
        return OutboxDeliveryResult.retry(cause);
    }

    private static OutboxDeliveryResult sent(ComposedMail mail, KeycloakSessionFactory factory, String incidentId) {
        try {
            mail.send(factory);
            return OutboxDeliveryResult.delivered();
        } catch (EmailException e) {
            return failed(incidentId, e);
        }
    }

    private static ComposedMail compose(KeycloakSession session, RealmModel realm, UserModel user, Told told)
            throws EmailException {
        Locale locale = session.getContext().resolveLocale(user);
        Map<String, Object> shown = IncidentAttributes.of(told.listed(), realm, locale);
        if (told.realmUrl() != null && !told.linksEnded()) {
            shown.putAll(links(session, realm, user, told.listed(), locale));
        } else if (told.realmUrl() == null) {
            LOG.warnf(
                    "The mail about incident %s has no links, since neither the server's hostname nor the frontend URL of"
                            + " realm %s is configured",
                    told.listed().id(), LogField.of(realm.getName()));
        }
        return ComposedMail.of(session, realm, templates -> templates
                .setRealm(realm)
                .setUser(user)
                .send(SUBJECT, List.of(realmName(realm)), TEMPLATE, shown));
    }

    private static Map<String, Object> links(
            KeycloakSession session, RealmModel realm, UserModel user, ListedIncident listed, Locale locale)
            throws EmailException {
        AnswerLinks links = new AnswerLinks(session, realm);
        try {
            Properties words = session.theme().getTheme(Theme.Type.EMAIL).getMessages(locale);
            return Map.of(
                    "notMeLink",
                    links.to(listed, user, Answer.NOT_ME),
                    "meLink",
                    links.to(listed, user, Answer.ME),
                    "linkExpiration",
                    links.lifespan() / SECONDS_OF_MINUTE,
                    "linkExpirationFormatter",
                    new LinkExpirationFormatterMethod(words, locale));
        } catch (IOException e) {
            throw new EmailException("The theme of the mails cannot be read", e);
        }
    }

    static String realmName(RealmModel realm) {
        return ShownName.plain(Objects.requireNonNullElseGet(realm.getDisplayName(), realm::getName));
    }

    /** Without the stack, and in one line: a server's answer can hold the user's address. */
    static String cause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }
}
