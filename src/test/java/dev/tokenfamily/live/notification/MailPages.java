package dev.tokenfamily.live.notification;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.page.ScriptProgram;
import dev.tokenfamily.harness.page.Tabs;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A user who reads a mail, and the pages that it leads to, in a real browser. */
final class MailPages implements AutoCloseable {

    private static final Path SCREENSHOTS =
            Path.of("target", "notification-screenshots").toAbsolutePath();

    private final ScriptProgram program;

    private MailPages(ScriptProgram program) {
        this.program = program;
    }

    /** In a browser of that language. */
    static MailPages in(String language) {
        String chromium = Tabs.assumeChromium().toString();
        return new MailPages(
                ScriptProgram.onNode("mail-pages.mjs", Map.of("chromium", chromium, "language", language)));
    }

    /**
     * What was seen; the screenshot is {@code target/notification-screenshots/<name>.png}.
     *
     * @param text that a person reads
     * @param scripts inside of what is ours
     * @param violations of WCAG 2.2 AA
     */
    record Seen(String text, int scripts, List<String> violations) {}

    Seen mail(String html, String name) {
        return tell("readMail", Map.of("html", html), name);
    }

    Seen open(URI page, String name) {
        return tell("open", Map.of("url", page.toString()), name);
    }

    /** By the keyboard. */
    Seen confirm(String name) {
        return tell("confirm", Map.of(), name);
    }

    /** At an application; what is asked for then. */
    Seen logIn(URI application, String user, String name) {
        return tell("logIn", Map.of("url", application.toString(), "user", user), name);
    }

    /** And what comes after it. */
    Seen choosePassword(String password, String name) {
        return tell("choosePassword", Map.of("password", password), name);
    }

    private Seen tell(String command, Map<String, String> parameters, String name) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("file", SCREENSHOTS.resolve(name + ".png").toString());
        JsonNode seen = program.tell(command, all);
        List<String> violations = new ArrayList<>();
        seen.path("violations").forEach(violation -> violations.add(violation.asText()));
        return new Seen(seen.path("text").asText(), seen.path("scripts").asInt(), violations);
    }

    @Override
    public void close() {
        program.close();
    }
}
