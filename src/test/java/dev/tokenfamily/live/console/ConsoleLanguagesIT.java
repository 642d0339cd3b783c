package dev.tokenfamily.live.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.clientpolicy.RotationExecutorFactory;
import dev.tokenfamily.harness.page.Tabs;
import dev.tokenfamily.harness.realm.ConsoleRealm;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.policy.PolicyKey;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The executor's form in the real admin console, in each language. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleLanguagesIT {

    private static final String PROFILE = "single-page-applications";

    /** One browser for all, which loads the console once. */
    private final Console console;

    ConsoleLanguagesIT(KeycloakServer server) {
        Tabs.assumeChromium();
        TestRealm realm = ConsoleRealm.create(server, "console-languages");
        realm.putProfiles(List.of(TestRealm.profile(PROFILE, List.of())));
        console = Console.ofRealm(realm);
    }

    @AfterAll
    void stop() {
        console.close();
    }

    static List<String> languages() {
        return ConsoleRealm.LANGUAGES;
    }

    @ParameterizedTest
    @MethodSource("languages")
    void givenALanguageThenEveryFieldHasItsLabelAndHelpInIt(String language) throws IOException {
        Properties texts = texts(language);
        List<Console.Field> expected = new ArrayList<>();
        for (PolicyKey key : PolicyKey.values()) {
            String label = "token-family." + key.text();
            expected.add(new Console.Field(texts.getProperty(label), texts.getProperty(label + ".help")));
        }

        console.logIn(ConsoleRealm.admin(language)).newExecutor(PROFILE);
        List<Console.Field> fields = console.fields();

        assertThat(fields.get(0).help()).isEqualTo(new RotationExecutorFactory().getHelpText());
        assertThat(fields.subList(1, fields.size())).isEqualTo(expected);
        console.screenshot(language + "-form");
        console.help("grace-period-seconds");
        console.screenshot(language + "-help");
    }

    private static Properties texts(String language) throws IOException {
        Path file = Path.of("src/main/resources/theme-resources/messages")
                .resolve("messages_" + language.replace('-', '_') + ".properties");
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            texts.load(reader);
        }
        return texts;
    }
}
