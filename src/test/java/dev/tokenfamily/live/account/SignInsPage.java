package dev.tokenfamily.live.account;

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

/** A user at the page of the own sign-ins, in a browser of its own. */
final class SignInsPage implements AutoCloseable {

    private static final Path SCREENSHOTS =
            Path.of("target", "sign-ins-screenshots").toAbsolutePath();

    private final ScriptProgram program;
    private final URI page;

    private SignInsPage(ScriptProgram program, URI page) {
        this.program = program;
        this.page = page;
    }

    /** Of the users of that realm, in an English browser; nobody is logged in yet. */
    static SignInsPage of(TestRealm realm) {
        return of(realm, "en");
    }

    /** In a browser of that language. */
    static SignInsPage of(TestRealm realm, String language) {
        String chromium = Tabs.assumeChromium().toString();
        return new SignInsPage(
                ScriptProgram.onNode("my-sign-ins.mjs", Map.of("chromium", chromium, "language", language)),
                URI.create(realm.url() + "/token-family/account/"));
    }

    /** As this user, whose password is the name, at that place of the page. */
    SignInsPage open(String user, String hash) {
        return tell("open", Map.of("url", page + hash, "user", user));
    }

    /** By the link in Keycloak's own account console, which this user has open. */
    SignInsPage openByAccountConsole(String user, String link) {
        return tell(
                "openByConsole", Map.of("url", page.resolve("../../account/").toString(), "user", user, "link", link));
    }

    /** By the link of the page to that console, and the link there that leads back. */
    SignInsPage backByAccountConsole(String link) {
        return tell("backByAccountConsole", Map.of("link", link));
    }

    /** What can be followed in the navigation of Keycloak's own account console. */
    List<String> linksOfAccountConsole(String user) {
        return texts(program.tell(
                "linksOfAccountConsole",
                Map.of("url", page.resolve("../../account/").toString(), "user", user)));
    }

    /** Presses a button that leads to the login, and logs in. */
    SignInsPage logInAgain(String button, String user) {
        return tell("logInAgain", Map.of("button", button, "user", user));
    }

    /** Follows a link to the page that has this behind it; whoever is logged in stays so. */
    SignInsPage followForeign(String hash) {
        return tell("followForeign", Map.of("url", page + hash));
    }

    /** The address of the page that is shown, whosever it is. */
    String address() {
        return program.tell("address", Map.of()).asText();
    }

    SignInsPage go(String hash) {
        return tell("go", Map.of("hash", hash));
    }

    SignInsPage reload() {
        return tell("reload", Map.of());
    }

    SignInsPage press(String button) {
        return tell("press", Map.of("button", button));
    }

    SignInsPage pressByKeyboard(String button) {
        return tell("pressByKeyboard", Map.of("button", button));
    }

    /** A button of the sign-in, or of the warning, in which that text is. */
    SignInsPage pressIn(String text, String button) {
        return tell("pressIn", Map.of("text", text, "button", button));
    }

    SignInsPage follow(String link) {
        return tell("follow", Map.of("link", link));
    }

    SignInsPage pressInDialog(String button) {
        return tell("pressInDialog", Map.of("button", button));
    }

    SignInsPage fill(String field, String value) {
        return tell("fill", Map.of("field", field, "value", value));
    }

    /** Goes on from the dialog, by the keyboard, to Keycloak's login. */
    SignInsPage leave() {
        return leave("Continue to login");
    }

    SignInsPage leave(String button) {
        return tell("leave", Map.of("button", button));
    }

    /** Logs in there, by the keyboard; what Keycloak then says is about to be done. */
    String logInForIt(String user) {
        return program.tell("logInForIt", Map.of("user", user)).asText();
    }

    /** Confirms that, by the keyboard, and is back at the page. */
    SignInsPage confirm() {
        return tell("confirm", Map.of());
    }

    SignInsPage cancel() {
        return tell("cancel", Map.of());
    }

    /** Waits until the page says it. */
    SignInsPage says(String text) {
        return tell("says", Map.of("text", text));
    }

    /** {@code light} or {@code dark}. */
    SignInsPage scheme(String scheme) {
        return tell("scheme", Map.of("scheme", scheme));
    }

    /** Whether requests reach the server. */
    SignInsPage connected(boolean connected) {
        return tell("offline", Map.of("offline", !connected));
    }

    String text() {
        return program.tell("text", Map.of()).asText();
    }

    /** What is said of the sign-in, or of the warning, in which that text is. */
    String textOf(String text) {
        return program.tell("textOf", Map.of("text", text)).asText();
    }

    /** What the dialog says that is open. */
    String dialog() {
        return program.tell("dialog", Map.of()).asText();
    }

    /** The classes of the element that has the focus. */
    String focusedClass() {
        return program.tell("focusedClass", Map.of()).asText();
    }

    Seen seen() {
        JsonNode seen = program.tell("seen", Map.of());
        return new Seen(
                seen.path("text").asText(),
                seen.path("title").asText(),
                seen.path("focused").asText(),
                texts(seen.path("violations")));
    }

    /** How wide the page is in a window of that width: more would have to be scrolled. */
    int widthIn(int width) {
        return program.tell("width", Map.of("width", width)).asInt();
    }

    /** What must not happen: errors of scripts, dialogs, violations of the page's policy. */
    List<String> noise() {
        return texts(program.tell("noise", Map.of()).path("noise"));
    }

    /** With whom the browser has spoken. */
    List<String> hosts() {
        return texts(program.tell("noise", Map.of()).path("hosts"));
    }

    /** What has been changed, or asked to be, since the last look, as {@code 201 POST /realms/…}. */
    List<String> changes() {
        return texts(program.tell("changes", Map.of()));
    }

    /** What the page has left in the browser's storage. */
    JsonNode stored() {
        return program.tell("stored", Map.of());
    }

    /** Keeps what the user sees, as {@code target/sign-ins-screenshots/<name>.png}. */
    SignInsPage screenshot(String name, int width, int height) {
        return tell("screenshot", Map.of("file", file(name), "width", width, "height", height));
    }

    /** Keeps Keycloak's own page, while it is shown. */
    SignInsPage photograph(String name, int height) {
        return tell("photograph", Map.of("file", file(name), "height", height));
    }

    private static String file(String name) {
        return SCREENSHOTS.resolve(name + ".png").toString();
    }

    private SignInsPage tell(String command, Map<String, ?> parameters) {
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
     * What a user sees.
     *
     * @param focused the HTML element that has the focus
     * @param violations of WCAG 2.2 AA
     */
    record Seen(String text, String title, String focused, List<String> violations) {}
}
