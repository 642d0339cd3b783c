package dev.tokenfamily.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Program;
import dev.tokenfamily.incident.IncidentKind;
import dev.tokenfamily.incident.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the users' page says of a sign-in; its own script says it, run by Node.js, with messages that are their keys. */
class WordsTest {

    private static final Path PAGE = Path.of("src/main/account").toAbsolutePath();

    private static final String SCENE = """
            import { described, device, isOpen, life, nameOf, sighting, warned } from "./words.js";
            const messages = {
              text: (key, values = {}) => [key, ...Object.values(values)].join(" "),
              moment: (time) => `at-${time}`,
            };
            const client = { clientId: "shop", name: "Shop" };
            """;

    private static String value(String expression) {
        return Program.named("node", "nodejs")
                .run(PAGE, "--input-type=module", "-e", SCENE + "console.log(JSON.stringify(" + expression + "));")
                .strip();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ browser: 'Firefox', system: 'Linux' } | device.both Firefox Linux",
                "{ browser: 'Firefox' } | Firefox",
                "{ system: 'Linux' } | Linux",
                "{} | device.unknown",
                "undefined | device.unknown"
            })
    void givenWhatIsKnownOfADeviceThenItIsSaid(String known, String said) {
        assertThat(value("device(messages, %s)".formatted(known))).isEqualTo("\"" + said + "\"");
    }

    /** A name that turns the direction of writing would otherwise turn what is said around it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ client, device: { system: 'Linux' } } | sign-in.what \u2068Shop\u2069 \u2068Linux\u2069",
                "{ client, name: '\u202ex' } | sign-in.named \u2068\u202ex\u2069 sign-in.what \u2068Shop\u2069 \u2068device.unknown\u2069"
            })
    void givenASignInThenASentenceSaysWhatItIs(String family, String said) {
        assertThat(value("described(messages, %s)".formatted(family))).isEqualTo("\"" + said + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | [\"life.open\"]",
                "{ endsAt: 5 } | [\"life.latest at-5\"]",
                "{ endsUnusedAt: 3 } | [\"life.unused at-3\"]",
                "{ endsAt: 5, endsUnusedAt: 3 } | [\"life.unused at-3\",\"life.latest at-5\"]",
                "{ endsAt: 5, endsUnusedAt: 5 } | [\"life.latest at-5\"]",
                "{ endsAt: 5, endsUnusedAt: 9 } | [\"life.latest at-5\"]"
            })
    void givenWhenASignInEndsThenOnlyWhatComesFirstIsAskedOfTheUser(String family, String said) {
        assertThat(value("life(messages, %s)".formatted(family))).isEqualTo(said);
    }

    static Stream<String> kinds() {
        return Stream.concat(Arrays.stream(IncidentKind.values()).map(IncidentKind::text), Stream.of("a-later-word"));
    }

    /** As mails say it, so that the page knows each kind that the server does. */
    @ParameterizedTest
    @MethodSource("kinds")
    void givenAWarningThenItIsToldAsWhatWasSeen(String kind) {
        String seen = Sighting.of(kind).name().toLowerCase(Locale.ROOT).replace('_', '-');

        assertThat(value("sighting({ kind: '" + kind + "' })")).isEqualTo("\"" + seen + "\"");
        assertThat(value("warned(messages, { kind: '" + kind + "', client })"))
                .isEqualTo("\"warning.title." + seen + " \u2068Shop\u2069\"");
    }

    /** The page asks for them by what was seen. */
    @ParameterizedTest
    @EnumSource
    void givenWhatWasSeenThenThereAreWordsForIt(Sighting seen) throws IOException {
        String last = seen.name().toLowerCase(Locale.ROOT).replace('_', '-');
        String messages = Files.readString(PAGE.resolve("messages/messages_en.properties"));

        assertThat(messages)
                .contains(
                        "account.warning.title." + last + "=",
                        "account.warning.presented." + last + "=",
                        "account.warning.holder." + last + "=");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nameOf({ name: 'laptop', client }) | \"laptop\"",
                "nameOf({ client }) | \"Shop\"",
                "isOpen({ answers: ['not-me'] }) | true",
                "isOpen({ answers: [], answer: 'me' }) | false"
            })
    void givenASignInOrAWarningThenItIsCalledByItsNameAndOpenWhileItMayBeAnswered(String expression, String said) {
        assertThat(value(expression)).isEqualTo(said);
    }
}
