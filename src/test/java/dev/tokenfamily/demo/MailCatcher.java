package dev.tokenfamily.demo;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** An SMTP server that sends nothing on: each mail becomes a file, so that it is still there when the demo runs again. */
final class MailCatcher {

    private static final String HOST = "127.0.0.1";
    private static final int ANY_FREE_PORT = 0;

    private final Path folder;
    private final GreenMail server = new GreenMail(new ServerSetup(ANY_FREE_PORT, HOST, ServerSetup.PROTOCOL_SMTP));
    private final AtomicInteger caught = new AtomicInteger();

    private MailCatcher(Path folder) {
        this.folder = folder;
    }

    /** Listens on a free port, until the JVM ends, and keeps the mails in this folder. */
    static MailCatcher listening(Path folder) throws IOException {
        MailCatcher catcher = new MailCatcher(Files.createDirectories(folder));
        catcher.server.start();
        UserManager users = catcher.server.getManagers().getUserManager();
        users.setMessageDeliveryHandler((mail, recipient) -> {
            catcher.keep(mail.getMessage());
            return addressee(users, recipient.getEmail());
        });
        return catcher;
    }

    /** The SMTP settings of a realm that sends its mails here. */
    Map<String, String> settings() {
        return Map.of(
                "host",
                HOST,
                "port",
                String.valueOf(server.getSmtp().getPort()),
                "from",
                "keycloak@example.org",
                "fromDisplayName",
                "Keycloak of the demo");
    }

    /** All of this and earlier runs, newest first. */
    List<CaughtMail> mails() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(CaughtMail::isKeptIn)
                    .sorted(Comparator.reverseOrder())
                    .map(MailCatcher::read)
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The mail of that name; empty if there is none. */
    Optional<CaughtMail> mail(String name) throws IOException {
        return mails().stream().filter(mail -> mail.name().equals(name)).findFirst();
    }

    private void keep(MimeMessage message) throws MessagingException {
        // names sort by time
        String name = String.format("%d-%04d", Instant.now().toEpochMilli(), caught.incrementAndGet());
        try {
            CaughtMail.keep(message, folder, name);
        } catch (IOException e) {
            throw new MessagingException("Cannot be kept in " + folder, e);
        }
    }

    /** GreenMail wants a user for each mail, and puts it into the mailbox of nobody if there is none. */
    private static GreenMailUser addressee(UserManager users, String address) throws UserException {
        GreenMailUser known = users.getUserByEmail(address);
        return known != null ? known : users.createUser(address, address, address);
    }

    private static CaughtMail read(Path file) {
        try {
            return CaughtMail.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
