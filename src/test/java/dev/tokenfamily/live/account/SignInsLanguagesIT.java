package dev.tokenfamily.live.account;

import static dev.tokenfamily.live.account.SignInsScene.assertQuiet;
import static dev.tokenfamily.live.account.SignInsScene.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Languages;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of own sign-ins in the language that the user has chosen in Keycloak. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInsLanguagesIT {

    private final SignInsScene scene;

    /** One browser for all, whose language is none of theirs. */
    private final SignInsPage page;

    SignInsLanguagesIT(KeycloakServer server) {
        scene = SignInsScene.create(server, "my-languages", settings -> {});
        page = SignInsPage.of(scene.realm(), "nl");
    }

    @AfterAll
    void stop() {
        page.close();
    }

    static List<String> languages() {
        return Languages.tags();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void givenALanguageThenThePageSpeaksIt(String language) throws IOException {
        Properties messages = messages(language);
        String user = "user-" + language.toLowerCase(Locale.ROOT);
        scene.with(user, settings -> settings.setAttributes(Map.of("locale", List.of(language))));
        signIn(scene.mail(), user);
        Theft.of(scene.shop(), scene.shop().login(user));

        page.open(user, "");

        assertThat(page.text())
                .contains(
                        message(messages, "lead.sign-ins"),
                        message(messages, "sign-in.last-used"),
                        message(messages, "warnings.look"));
        assertThat(page.seen().title())
                .isEqualTo(message(messages, "place.sign-ins") + " · " + message(messages, "title"));
        page.screenshot(language + "-sign-ins", 1280, 700);
        page.press(message(messages, "change.end-all"));
        assertThat(page.dialog()).contains(message(messages, "change.end-all.follows"));
        page.pressInDialog(message(messages, "cancel")).go("#/warnings");
        assertThat(page.text()).contains(message(messages, "lead.warnings"), message(messages, "answer.not-me"));
        assertThat(page.seen().violations()).isEmpty();
        assertThat(page.widthIn(320)).isLessThanOrEqualTo(320);
        page.widthIn(1280);
        assertQuiet(page);
    }

    private static String message(Properties messages, String key) {
        return messages.getProperty("token-family.account." + key);
    }

    private static Properties messages(String language) throws IOException {
        Path file =
                Path.of("src/main/account/messages").resolve("messages_" + language.replace('-', '_') + ".properties");
        Properties messages = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            messages.load(reader);
        }
        return messages;
    }
}
