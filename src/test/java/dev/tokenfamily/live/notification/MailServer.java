package dev.tokenfamily.live.notification;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.FreePort;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.MailCertificate;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** An SMTP server over TLS that asks for a password, and keeps what it is given. */
public final class MailServer implements AutoCloseable {

    private static final String USER = "keycloak";
    private static final String PASSWORD = "smtp-secret";

    /** For a greeting by TLS from a JVM that is busy: a mail that Keycloak gives up may have come all the same, and comes twice then. */
    private static final String PATIENCE_MILLIS = "15000";

    private final KeycloakServer keycloak;
    private final String host;
    private final int port = FreePort.find();
    private GreenMail server;

    private MailServer(KeycloakServer keycloak) {
        this.keycloak = keycloak;
        this.host = keycloak.testHost();
        System.setProperty(
                "greenmail.tls.keystore.file", MailCertificate.keyStore().toString());
        System.setProperty("greenmail.tls.keystore.password", MailCertificate.PASSWORD);
        server = new GreenMail(setup());
    }

    /** Starts a mail server on a free port, at an address that this Keycloak reaches. */
    public static MailServer of(KeycloakServer keycloak) {
        MailServer server = new MailServer(keycloak);
        server.up();
        return server;
    }

    private ServerSetup setup() {
        return new ServerSetup(port, host, ServerSetup.PROTOCOL_SMTPS);
    }

    /** The Keycloak whose mails it takes. */
    KeycloakServer keycloak() {
        return keycloak;
    }

    /** Again, after {@link #down}; it has forgotten everything. */
    void up() {
        server.start();
        server.setUser(USER, PASSWORD);
    }

    void down() {
        server.stop();
        server = new GreenMail(setup());
    }

    /** The SMTP settings of a realm that sends its mails to this server. */
    public Map<String, String> settings() {
        return Map.of(
                "host", host,
                "port", String.valueOf(port),
                "ssl", "true",
                "auth", "true",
                "user", USER,
                "password", PASSWORD,
                "from", "keycloak@example.org",
                "connectionTimeout", PATIENCE_MILLIS,
                "timeout", PATIENCE_MILLIS);
    }

    /** The mails to that address so far, oldest first. */
    List<Mail> sentTo(String address) {
        return Arrays.stream(server.getReceivedMessages())
                .map(Mail::of)
                .filter(mail -> mail.to().equals(address))
                .toList();
    }

    /** Waits for a mail to that address; fails where there are two. */
    public Mail only(String address) {
        Await.until(() -> !sentTo(address).isEmpty());
        List<Mail> mails = sentTo(address);
        if (mails.size() != 1) {
            throw new AssertionError(mails.size() + " mails to " + address);
        }
        return mails.get(0);
    }

    @Override
    public void close() {
        server.stop();
    }

    /**
     * A mail, as a person reads it.
     *
     * @param text in plain
     * @param html as a page
     * @param source all of it
     */
    public record Mail(String to, String subject, String text, String html, String source) {

        private static Mail of(MimeMessage message) {
            return MailParts.read(message);
        }

        /** Where the link leads that has this text. */
        public String link(String heading) {
            return org.jsoup.Jsoup.parse(html).select("a").stream()
                    .filter(link -> link.text().equals(heading))
                    .map(link -> link.attr("href"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No link " + heading + " in " + html));
        }
    }
}
