package dev.tokenfamily.notice;

import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserModel;

/**
 * An attempt to mail a user something, whatever it is: to a verified address only, as Keycloak's own mails about events ({@code
 * EmailEventListenerProvider}), composed while the database is at hand, and sent without it.
 */
final class MailAttempt {

    private static final Logger LOG = Logger.getLogger(MailAttempt.class);

    private MailAttempt() {}

    /** Writes a mail. */
    interface Composing {

        /** Writes it, with the session that {@link #prepare} is given. */
        ComposedMail compose() throws EmailException;
    }

    /** Whether mails may go to that user. */
    static boolean mayReach(UserModel user) {
        return user.getEmail() != null && user.isEmailVerified();
    }

    /**
     * Composes a mail, and hands back its sending ({@link dev.tokenfamily.outbox.Messenger#prepare}).
     *
     * @param mail which one it is, as a WARN about it begins
     * @param composing is asked for it if mails may go to that user
     */
    static Supplier<OutboxDeliveryResult> prepare(
            KeycloakSession session, UserModel user, String mail, Composing composing) {
        if (!mayReach(user)) {
            return () -> OutboxDeliveryResult.deadLetter("The user has no verified e-mail address");
        }
        try {
            ComposedMail composed = composing.compose();
            KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
            return () -> send(composed, factory, mail);
        } catch (EmailException e) {
            OutboxDeliveryResult failed = failed(mail, e);
            return () -> failed;
        }
    }

    private static OutboxDeliveryResult send(ComposedMail composed, KeycloakSessionFactory factory, String mail) {
        try {
            composed.send(factory);
            return OutboxDeliveryResult.delivered();
        } catch (EmailException e) {
            return failed(mail, e);
        }
    }

    private static OutboxDeliveryResult failed(String mail, EmailException failure) {
        String cause = cause(failure);
        LOG.warnf("%s could not be sent: %s", mail, cause);
        return OutboxDeliveryResult.retry(cause);
    }

    /** The class of the first cause alone, without its message: a server's answer can hold the user's address. */
    static String cause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }
}
