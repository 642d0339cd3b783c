package dev.tokenfamily.demo;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it came (RFC 5322).
 *
 * @param name of the file that it is kept in, without its ending
 * @param to its recipients
 * @param sent when, as its {@code Date} says; empty if it says nothing
 * @param parts its text by type, such as {@code text/html}; of a type that comes twice the last
 */
record CaughtMail(String name, String from, String to, String sent, String subject, Map<String, String> parts) {

    private static final String ENDING = ".eml";

    /** Keeps the message in that folder. */
    static void keep(MimeMessage message, Path folder, String name) throws MessagingException, IOException {
        Path unfinished = Files.createTempFile(folder, name, ".part");
        try (var out = Files.newOutputStream(unfinished)) {
            message.writeTo(out);
        }
        Files.move(unfinished, folder.resolve(name + ENDING));
    }

    /** Whether {@link #keep} has made that file. */
    static boolean isKeptIn(Path file) {
        return file.toString().endsWith(ENDING);
    }

    /** Reads what {@link #keep} has written. */
    static CaughtMail read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), in);
            Map<String, String> parts = new HashMap<>();
            collect(message, parts);
            String fileName = file.getFileName().toString();
            return new CaughtMail(
                    fileName.substring(0, fileName.length() - ENDING.length()),
                    joined(message.getFrom()),
                    joined(message.getAllRecipients()),
                    Optional.ofNullable(message.getHeader("Date", null)).orElse(""),
                    Optional.ofNullable(message.getSubject()).orElse(""),
                    Map.copyOf(parts));
        } catch (MessagingException e) {
            throw new IOException("Not a mail: " + file, e);
        }
    }

    private static void collect(Part part, Map<String, String> parts) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart several) {
            for (int n = 0; n < several.getCount(); n++) {
                collect(several.getBodyPart(n), parts);
            }
        } else {
            String type = part.getContentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            parts.put(type, String.valueOf(part.getContent()));
        }
    }

    private static String joined(Address @Nullable [] addresses) {
        return addresses == null
                ? ""
                : Arrays.stream(addresses).map(Address::toString).collect(Collectors.joining(", "));
    }
}
