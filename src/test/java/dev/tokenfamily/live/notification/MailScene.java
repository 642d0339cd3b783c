package dev.tokenfamily.live.notification;

import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.live.notification.MailServer.Mail;
import java.util.Map;
import java.util.function.Consumer;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * A realm that mails its users about incidents, and an application of it.
 *
 * @param mails the server by which the realm sends them
 * @param app {@code shop}, a public client that the policy governs
 */
record MailScene(MailServer mails, TestRealm realm, App app) {

    /** The policy that notifies users. */
    private static final String POLICY = "telling";

    /** A scene in a new realm of that name. */
    static MailScene create(MailServer mails, String realmName, Consumer<RealmRepresentation> moreSettings) {
        TestRealm realm = createRealm(mails, realmName, moreSettings);
        return new MailScene(mails, realm, realm.publicClient("shop", POLICY));
    }

    /**
     * A new realm of that name that mails the users of clients with the policy {@code telling}, and knows its address, so that
     * there are links in the mails.
     */
    static TestRealm createRealm(MailServer mails, String name, Consumer<RealmRepresentation> moreSettings) {
        return TestRealm.create(mails.keycloak(), name, settings -> {
                    TestRealm.at(mails.keycloak(), settings);
                    settings.setSmtpServer(mails.settings());
                    moreSettings.accept(settings);
                })
                .govern(POLICY, Map.of("notify-user", true, "grace-period-seconds", 0));
    }

    /** Creates a user, steals from the user's session, and returns the mail about that. */
    Mail mailAfterTheftFrom(String user) {
        realm.withUser(user, u -> {});
        Theft.of(app, app.login(user));
        return mails.only(user + "@example.org");
    }
}
