package dev.tokenfamily.live.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.page.ScriptProgram;
import dev.tokenfamily.harness.page.Tabs;
import dev.tokenfamily.harness.realm.TestRealm;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An admin at the console page of token families, in a browser of its own. */
final class TokenFamiliesPage implements AutoCloseable {

    private static final Path SCREENSHOTS =
            Path.of("target", "console-screenshots").toAbsolutePath();

    private final ScriptProgram program;
    private final String loginRealm;
    private final URI page;

    private TokenFamiliesPage(ScriptProgram program, String loginRealm, URI page) {
        this.program = program;
        this.loginRealm = loginRealm;
        this.page = page;
    }

    /** Of admins who log in in this realm, in an English browser; nobody is logged in yet. */
    static TokenFamiliesPage of(TestRealm realm) {
        return of(realm, realm.name(), "en");
    }

    /** Of admins who log in in the realm of that name, on the server of the other, in a browser of that language. */
    static TokenFamiliesPage of(TestRealm realm, String loginRealm, String language) {
        String chromium = Tabs.assumeChromium().toString();
        return new TokenFamiliesPage(
                ScriptProgram.onNode("token-families.mjs", Map.of("chromium", chromium, "language", language)),
                loginRealm,
                realm.server().url().resolve("/realms/" + loginRealm + "/token-families/"));
    }

    /** As this admin, whose password is the name, at that place of the page. */
    TokenFamiliesPage open(String admin, String hash) {
        program.tell("open", Map.of("url", page + hash, "user", admin));
        return this;
    }

    /** By the link in Keycloak's own console, where this admin looks at a place. */
    TokenFamiliesPage openByConsole(String admin, String hash, String link) {
        URI console = page.resolve("/admin/" + loginRealm + "/console/" + hash);
        return tell("openByConsole", Map.of("url", console.toString(), "user", admin, "link", link));
    }

    /** Where nobody can log in; what the page says. */
    String openAlone() {
        return program.tell("openAlone", Map.of("url", page.toString())).asText();
    }

    /** Shown by another page of the server, which is at that path. */
    TokenFamiliesPage mount(String path) {
        return tell("mount", Map.of("on", page.resolve(path).toString(), "url", page.toString()));
    }

    /** The path of the page that is shown, whosever it is. */
    String path() {
        return URI.create(program.tell("address", Map.of()).asText()).getPath();
    }

    TokenFamiliesPage go(String hash) {
        return tell("go", Map.of("hash", hash));
    }

    TokenFamiliesPage reload() {
        return tell("reload", Map.of());
    }

    TokenFamiliesPage press(String button) {
        return tell("press", Map.of("button", button));
    }

    /** By a double click. */
    TokenFamiliesPage pressTwice(String button) {
        return tell("pressTwice", Map.of("button", button));
    }

    TokenFamiliesPage pressByKeyboard(String button) {
        return tell("pressByKeyboard", Map.of("button", button));
    }

    TokenFamiliesPage follow(String link) {
        return tell("follow", Map.of("link", link));
    }

    /** Follows the first link of the row in which that text is. */
    TokenFamiliesPage followInRow(String text) {
        return tell("followInRow", Map.of("text", text));
    }

    /** Presses a button of the dialog that is open. */
    TokenFamiliesPage pressInDialog(String button) {
        return tell("pressInDialog", Map.of("button", button));
    }

    TokenFamiliesPage fill(String field, String value) {
        return tell("fill", Map.of("field", field, "value", value));
    }

    TokenFamiliesPage choose(String field, String option) {
        return tell("choose", Map.of("field", field, "option", option));
    }

    TokenFamiliesPage check(String field, boolean checked) {
        return tell("check", Map.of("field", field, "checked", checked));
    }

    /** What is typed in a field. */
    String value(String field) {
        return program.tell("value", Map.of("field", field)).asText();
    }

    /** Presses a button that opens a window, and logs in there. */
    TokenFamiliesPage logInInWindow(String button, String admin) {
        return tell("logInInWindow", Map.of("button", button, "user", admin));
    }

    /** Waits until the page says it. */
    TokenFamiliesPage says(String text) {
        return tell("says", Map.of("text", text));
    }

    /** {@code light} or {@code dark}. */
    TokenFamiliesPage scheme(String scheme) {
        return tell("scheme", Map.of("scheme", scheme));
    }

    String text() {
        return program.tell("text", Map.of()).asText();
    }

    Seen seen() {
        JsonNode seen = program.tell("seen", Map.of());
        return new Seen(
                seen.path("text").asText(),
                seen.path("title").asText(),
                seen.path("hash").asText(),
                seen.path("focused").asText(),
                texts(seen.path("violations")));
    }

    /** How wide the page is in a window of that width: more would have to be scrolled. */
    int widthIn(int width) {
        return program.tell("width", Map.of("width", width)).asInt();
    }

    /** Clicks since the page was opened. */
    int clicks() {
        return program.tell("clicks", Map.of()).asInt();
    }

    /** What must not happen: errors of scripts, dialogs, violations of the page's policy. */
    List<String> noise() {
        return texts(program.tell("noise", Map.of()).path("noise"));
    }

    /** What the page has asked of the admin REST API since the last look, as {@code 200 GET /admin/realms/…}. */
    List<String> asked() {
        return texts(program.tell("asked", Map.of()));
    }

    /** With whom the browser has spoken. */
    List<String> hosts() {
        return texts(program.tell("noise", Map.of()).path("hosts"));
    }

    /** What the page has left in the browser's storage. */
    JsonNode stored() {
        return program.tell("stored", Map.of());
    }

    /** Keeps what the admin sees, as {@code target/console-screenshots/<name>.png}. */
    TokenFamiliesPage screenshot(String name, int height) {
        return tell(
                "screenshot", Map.of("file", SCREENSHOTS.resolve(name + ".png").toString(), "height", height));
    }

    /** Keeps the whole screen that the admin sees, however high it is. */
    Picture picture(String name) {
        Path file = SCREENSHOTS.resolve(name + ".png");
        tell("picture", Map.of("file", file.toString()));
        return new Picture(file);
    }

    private TokenFamiliesPage tell(String command, Map<String, ?> parameters) {
        program.tell(command, new HashMap<>(parameters));
        return this;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Override
    public void close() {
        program.close();
    }

    /**
     * What an admin sees.
     *
     * @param focused the HTML element that has the focus
     * @param violations of WCAG 2.2 AA
     */
    record Seen(String text, String title, String hash, String focused, List<String> violations) {}
}
