package dev.tokenfamily.harness.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Program;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The tabs of one real browser, all with the same application, a page of {@code src/test/clients}. */
public final class Tabs implements AutoCloseable {

    public static final String LOGIN_PAGE = "login page";
    public static final String APPLICATION = "application";

    private final ScriptProgram program;
    private int open;

    private Tabs(ScriptProgram program) {
        this.program = program;
    }

    /** Without Chromium, and what is needed to drive it, the test is skipped. */
    public static Path assumeChromium() {
        NodeModules.install();
        return Program.named("chromium", "chromium").path();
    }

    /** Of a browser that has just been started. */
    public static Tabs browser(String page, App app) {
        String chromium = assumeChromium().toString();
        String server = app.realm().resolve("/").toString();
        String realmName = Path.of(app.realm().getPath()).getFileName().toString();
        return new Tabs(ScriptProgram.onNode(
                "tabs.mjs",
                Map.of(
                        "page",
                        page,
                        "chromium",
                        chromium,
                        "clientId",
                        app.clientId(),
                        "realm",
                        app.realm().toString(),
                        "server",
                        server,
                        "realmName",
                        realmName)));
    }

    /** Opens a tab; says where the user finds it. */
    public String open() {
        open++;
        return place(program.tell("open", Map.of()));
    }

    /** Opens so many tabs, and logs alice in where the first of them asks for it. */
    public void openLoggedIn(int tabs) {
        assertPlace(LOGIN_PAGE, open());
        assertPlace(APPLICATION, logIn(0));
        for (int tab = 1; tab < tabs; tab++) {
            assertPlace(APPLICATION, open());
        }
    }

    public String logIn(int tab) {
        return logIn(tab, "alice");
    }

    public String logIn(int tab, String user) {
        return place(program.tell("logIn", Map.of("tab", tab, "user", user)));
    }

    /** Where the user finds a tab, once it has got there. */
    public String place(int tab) {
        return place(program.tell("place", Map.of("tab", tab)));
    }

    /** Where all of them are, once they have got there. */
    public List<String> places() {
        return IntStream.range(0, open).mapToObj(this::place).toList();
    }

    public Tokens tokens(int tab) {
        return WebApplication.tokens(program.tell("tokens", Map.of("tab", tab)));
    }

    public Tokens refreshed(int tab) {
        return WebApplication.tokens(refresh(tab));
    }

    /** What each of the tabs gets when all refresh at once, and that must be tokens. */
    public List<Tokens> allRefreshed() {
        return refreshAll().stream().map(WebApplication::tokens).toList();
    }

    /** What each of the tabs gets when all refresh at once: tokens or an error. */
    public List<JsonNode> refreshAll() {
        return refresh(IntStream.range(0, open).boxed().toList());
    }

    public JsonNode refresh(int tab) {
        return refresh(List.of(tab)).get(0);
    }

    /** What each of these gets, in which the same tab may be several times: all refresh at once. */
    public List<JsonNode> refresh(List<Integer> tabs) {
        List<JsonNode> results = new ArrayList<>();
        program.tell("refresh", Map.of("tabs", tabs)).forEach(results::add);
        return results;
    }

    /** Closes the tab, whatever it does. */
    public void close(int tab) {
        program.tell("close", Map.of("tab", tab));
    }

    private static String place(JsonNode result) {
        return result.path("place").asText();
    }

    private static void assertPlace(String expected, String place) {
        if (!place.equals(expected)) {
            throw new AssertionError("Expected the " + expected + ", found the " + place);
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
