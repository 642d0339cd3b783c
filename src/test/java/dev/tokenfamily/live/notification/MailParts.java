package dev.tokenfamily.live.notification;

import com.icegreen.greenmail.util.GreenMailUtil;
import dev.tokenfamily.live.notification.MailServer.Mail;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Takes a mail apart. */
final class MailParts {

    private final Map<String, String> byType = new HashMap<>();

    private MailParts() {}

    static Mail read(MimeMessage message) {
        MailParts parts = new MailParts();
        try {
            parts.collect(message);
            return new Mail(
                    message.getAllRecipients()[0].toString(),
                    message.getSubject(),
                    parts.byType.getOrDefault("text/plain", ""),
                    parts.byType.getOrDefault("text/html", ""),
                    GreenMailUtil.getWholeMessage(message));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void collect(Part part) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart several) {
            for (int n = 0; n < several.getCount(); n++) {
                collect(several.getBodyPart(n));
            }
        } else {
            String type = part.getContentType().split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
            byType.put(type, String.valueOf(part.getContent()));
        }
    }
}
