package dev.tokenfamily.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Http;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mails of the demo, as a browser gets them. */
final class MailPageTest {

    private final Path folder;
    private final MailCatcher catcher;
    private final URI page;

    MailPageTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.catcher = MailCatcher.listening(folder);
        this.page = MailPage.serve(catcher);
    }

    private static Document open(URI address) {
        return Jsoup.parse(Http.get(address).text(), address.toString());
    }

    private void send(String to, String subject, String text, String html) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", catcher.settings().get("host"));
        properties.put("mail.smtp.port", catcher.settings().get("port"));
        MimeMessage mail = new MimeMessage(Session.getInstance(properties));
        mail.setFrom(new InternetAddress("keycloak@example.org"));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        mail.setSubject(subject);
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart page = new MimeBodyPart();
        page.setText(html, "UTF-8", "html");
        mail.setContent(new MimeMultipart("alternative", plain, page));
        Transport.send(mail);
    }

    private Document openTheOnlyMail() {
        assertThat(open(page).select("td a")).hasSize(1);
        return open(URI.create(open(page).select("td a").attr("abs:href")));
    }

    private static Elements singleFrame(Document mail) {
        Elements frames = mail.select("iframe");
        assertThat(frames).hasSize(1);
        return frames;
    }

    @Test
    void givenNoMailThenItSaysSo() {
        assertThat(open(page).text()).contains("There are none yet");
    }

    @Test
    void whenMailsComeThenTheNewestIsFirstAndEachCanBeReadWithItsLinks() throws MessagingException {
        send("alice@example.org", "First", "one", "<p>one</p>");
        send(
                "bob@example.org",
                "Zweite f\u00fcr b\u00f6b",
                "see http://localhost:1/a?b=c&d",
                "<a href='http://localhost:1/x'>Answer</a>");

        assertThat(open(page).select("td").eachText())
                .containsSubsequence("Zweite f\u00fcr b\u00f6b", "bob@example.org", "First", "alice@example.org");
        Document mail = open(URI.create(open(page).select("td a").attr("abs:href")));
        assertThat(mail.select("pre a").attr("href")).isEqualTo("http://localhost:1/a?b=c&d");
        Document shown = Jsoup.parse(singleFrame(mail).attr("srcdoc"));
        assertThat(shown.select("a").attr("href")).isEqualTo("http://localhost:1/x");
        assertThat(shown.select("base").attr("target")).isEqualTo("_blank");
    }

    /** Whoever chooses a realm's name writes into its mails. */
    @Test
    void givenAHostileMailThenNothingOfItRuns() throws MessagingException {
        String script = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>";
        send("mallory@example.org", script, script, script);

        assertThat(open(page).select("script, img")).isEmpty();
        Document mail = openTheOnlyMail();
        assertThat(mail.select("script, img")).isEmpty();
        assertThat(singleFrame(mail).attr("sandbox").split(" "))
                .containsExactly("allow-popups", "allow-popups-to-escape-sandbox");
        assertThat(Http.get(page).headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith("default-src 'none'")
                        .doesNotContain("script-src")
                        .contains("frame-ancestors 'none'"));
    }

    @Test
    void whenTheDemoRunsAgainThenItsMailsAreStillThere() throws IOException, MessagingException {
        send("alice@example.org", "First", "one", "<p>one</p>");
        assertThat(open(MailPage.serve(MailCatcher.listening(folder)))
                        .select("td")
                        .eachText())
                .contains("First");
    }

    @Test
    void givenNoSuchMailThenItIsNotFound() {
        assertThat(Http.get(page.resolve("/mails/none")).status()).isEqualTo(404);
        assertThat(Http.get(page.resolve("/mails/..%2F..%2Fimport%2Fdemo-realm.json"))
                        .status())
                .isEqualTo(404);
        assertThat(Http.get(page.resolve("/other")).status()).isEqualTo(404);
    }
}
