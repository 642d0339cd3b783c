package dev.tokenfamily.notice;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * A mail as Keycloak's template provider hands it to the sender. Composing it takes the database and sending it takes the
 * time that a realm's mail server takes, and nothing of the database may be held for so long.
 *
 * @param realmId of the realm that sends it
 * @param server the realm's SMTP settings
 * @param address of the user
 * @param text its plain part; null where the theme has none
 * @param html its HTML part; null where the theme has none
 */
record ComposedMail(
        String realmId,
        Map<String, String> server,
        String address,
        String subject,
        @Nullable String text,
        @Nullable String html) {

    /**
     * Composes a mail to a user by whatever template provider this server has.
     *
     * @param subject key of the message, whose argument is the realm's name
     * @param template of the theme
     * @param shown what the template is given
     * @throws EmailException where the provider fails, or sends nothing
     */
    static ComposedMail compose(
            KeycloakSession session,
            RealmModel realm,
            UserModel user,
            String subject,
            String template,
            Map<String, Object> shown)
            throws EmailException {
        Desk desk = new Desk(realm.getId());
        EmailTemplateProvider templates = session.getKeycloakSessionFactory()
                .getProviderFactory(EmailTemplateProvider.class)
                .create(withSender(session, desk));
        try {
            templates // they ask for a sender, and get the desk
                    .setRealm(realm)
                    .setUser(user)
                    .send(subject, List.of(ShownName.ofRealm(realm)), template, shown);
        } finally {
            templates.close();
        }
        if (desk.composed == null) {
            throw new EmailException("The template provider has sent nothing");
        }
        return desk.composed;
    }

    /**
     * Sends this mail by whatever sender this server has. Holds no connection to the database meanwhile.
     *
     * @throws EmailException where the mail server does not take it, or the realm is gone
     */
    void send(KeycloakSessionFactory factory) throws EmailException {
        try (KeycloakSession session = factory.create()) {
            session.getTransactionManager().begin();
            @Nullable RealmModel realm = session.realms().getRealm(realmId);
            if (realm == null) {
                throw new EmailException("The realm is not there any more");
            }
            session.getContext().setRealm(realm); // a vault may have its password
            session.getTransactionManager().commit(); // and lets go of the connection
            session.getProvider(EmailSenderProvider.class).send(server, address, subject, text, html);
        }
    }

    private static KeycloakSession withSender(KeycloakSession session, EmailSenderProvider sender) {
        return (KeycloakSession) Proxy.newProxyInstance(
                ComposedMail.class.getClassLoader(),
                new Class<?>[] {KeycloakSession.class},
                (proxy, method, arguments) ->
                        asksForSender(method, arguments) ? sender : call(session, method, arguments));
    }

    private static boolean asksForSender(Method method, Object @Nullable [] arguments) {
        return method.getName().equals("getProvider") && arguments != null && arguments[0] == EmailSenderProvider.class;
    }

    private static @Nullable Object call(KeycloakSession session, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(session, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** Where a mail stays until somebody sends it. */
    private static final class Desk implements EmailSenderProvider {

        private final String realmId;
        private @Nullable ComposedMail composed;

        Desk(String realmId) {
            this.realmId = realmId;
        }

        @Override
        public void send(Map<String, String> server, String address, String subject, String text, String html) {
            composed = new ComposedMail(realmId, Map.copyOf(server), address, subject, text, html);
        }

        @Override
        public void validate(Map<String, String> server) {
            // nothing is sent from here
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
