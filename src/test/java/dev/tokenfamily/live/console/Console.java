package dev.tokenfamily.live.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.page.ScriptProgram;
import dev.tokenfamily.harness.page.Tabs;
import dev.tokenfamily.harness.realm.TestRealm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An admin at the real admin console, in a browser of its own: the client policies of a realm. */
final class Console implements AutoCloseable {

    /** What the tests show of it. */
    private static final Path SCREENSHOTS =
            Path.of("target", "console-screenshots").toAbsolutePath();

    private final ScriptProgram program;

    private Console(ScriptProgram program) {
        this.program = program;
    }

    /** Of the realm itself, whose admins log in. */
    static Console ofRealm(TestRealm realm) {
        return open(realm, realm.name());
    }

    /** Of an admin of the realm itself, whose password is the name. */
    static Console ofRealmAdmin(TestRealm realm, String admin) {
        return ofRealm(realm).logIn(admin);
    }

    /** Of the server's admin, who has chosen the realm. */
    static Console ofServerAdmin(TestRealm realm) {
        return open(realm, "master").logIn(AdminApi.USER);
    }

    private static Console open(TestRealm realm, String home) {
        String chromium = Tabs.assumeChromium().toString();
        String url =
                realm.server().url().resolve("/admin/" + home + "/console/").toString();
        return new Console(ScriptProgram.onNode(
                "console.mjs", Map.of("chromium", chromium, "console", url, "realm", realm.name())));
    }

    /** As this admin, whose password is the name, and no longer as another one. */
    Console logIn(String admin) {
        program.tell("logIn", Map.of("user", admin, "password", admin));
        return this;
    }

    /** What the console says to it. */
    String createProfile(String profile) {
        return program.tell("createProfile", Map.of("profile", profile)).asText();
    }

    /** Opens the form in which our executor is added to a profile. */
    void newExecutor(String profile) {
        program.tell("newExecutor", Map.of("profile", profile));
    }

    /** Loads the form of our executor, as the profile is stored. */
    void storedExecutor(String profile) {
        program.tell("storedExecutor", Map.of("profile", profile));
    }

    /** The fields of the form from the top to the bottom; the first one names the executor. */
    List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (JsonNode field : program.tell("fields", Map.of())) {
            fields.add(
                    new Field(field.path("label").asText(), field.path("help").asText()));
        }
        return fields;
    }

    /** What the form shows of these keys. */
    Map<String, String> values(Iterable<String> keys) {
        Map<String, String> values = new LinkedHashMap<>();
        program.tell("values", Map.of("keys", keys))
                .properties()
                .forEach(value -> values.put(value.getKey(), value.getValue().asText()));
        return values;
    }

    void fill(Map<String, String> values) {
        program.tell("fill", Map.of("entries", values));
    }

    /** What the console says to it. */
    String saveExecutor() {
        return program.tell("saveExecutor", Map.of()).asText();
    }

    /** For clients of this access type; what the console says to each step. */
    List<String> createPolicy(String policy, String accessType, String profile) {
        List<String> said = new ArrayList<>();
        program.tell("createPolicy", Map.of("policy", policy, "accessType", accessType, "profile", profile))
                .forEach(text -> said.add(text.asText()));
        return said;
    }

    /** Opens the help of a key. */
    void help(String key) {
        program.tell("help", Map.of("key", key));
    }

    /** Keeps what the admin sees, as {@code target/console-screenshots/<name>.png}. */
    void screenshot(String name) {
        program.tell(
                "screenshot", Map.of("file", SCREENSHOTS.resolve(name + ".png").toString()));
    }

    /** Keeps the whole form that the admin sees, however high it is. */
    Picture picture(String name) {
        Path file = SCREENSHOTS.resolve(name + ".png");
        program.tell("picture", Map.of("file", file.toString()));
        return new Picture(file);
    }

    @Override
    public void close() {
        program.close();
    }

    /** As the admin reads it. */
    record Field(String label, String help) {}
}
