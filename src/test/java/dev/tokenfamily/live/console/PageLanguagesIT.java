package dev.tokenfamily.live.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.ConsoleRealm;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.console.TokenFamiliesPage.Seen;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The console page in the language that the admin has chosen in Keycloak. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageLanguagesIT {

    private final TestRealm realm;

    /** One browser for all, whose language is none of theirs. */
    private final TokenFamiliesPage page;

    PageLanguagesIT(KeycloakServer server) {
        realm = PageRealm.enforcing(server, "page-languages").realm();
        App app = realm.publicClient("spa", "enforce");
        Theft.of(app, app.login("alice"));
        page = TokenFamiliesPage.of(realm, realm.name(), "nl");
    }

    @AfterAll
    void stop() {
        page.close();
    }

    static List<String> languages() {
        return ConsoleRealm.LANGUAGES;
    }

    @ParameterizedTest
    @MethodSource("languages")
    void givenALanguageThenTheScreensSpeakIt(String language) throws IOException {
        Properties messages = messages(language);
        String incident =
                realm.incident("userId=" + realm.userId("alice")).path("id").asText();

        page.open(ConsoleRealm.admin(language), "#/page-languages/overview");

        assertThat(page.text()).contains(message(messages, "overview.title"), message(messages, "overview.open"));
        Seen seen = page.go("#/page-languages/incidents/" + incident).seen();
        assertThat(seen.text())
                .contains(message(messages, "incident.sides"), message(messages, "incident.reason.other-device"));
        assertThat(seen.title()).startsWith(message(messages, "incident.title") + " · ");
        assertThat(seen.violations()).isEmpty();
        page.screenshot(language + "-page-incident", 1200);
        assertThat(page.noise()).isEmpty();
    }

    private static String message(Properties messages, String key) {
        return messages.getProperty("token-family.console." + key);
    }

    private static Properties messages(String language) throws IOException {
        Path file =
                Path.of("src/main/console/messages").resolve("messages_" + language.replace('-', '_') + ".properties");
        Properties messages = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            messages.load(reader);
        }
        return messages;
    }
}
