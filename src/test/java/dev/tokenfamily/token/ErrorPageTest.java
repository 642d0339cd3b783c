package dev.tokenfamily.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokenfamily.detection.Verdict;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that explains refusals: what an operator may set, and that ours has a place for each cause. */
final class ErrorPageTest {

    private static final Path OURS = Path.of("docs/reference/errors.md");

    /** A heading, which is an anchor as it is, and the sentence below it. */
    private static final Pattern CAUSE = Pattern.compile("(?m)^## ([a-z_]+)\n\n`([^`]+)`");

    /** What else is refused: no verdict could be given. */
    private static final Map<String, String> WITHOUT_VERDICT = Map.of(
            "malformed", "Token family is malformed",
            "unavailable", "The refresh token cannot be checked at the moment and remains valid");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://docs.example.org/errors",
                "http://localhost:8080/errors.html",
                "HTTPS://example.org",
                "https://[2001:db8::1]/a%20page",
                "https://example.org/~docs/a;b=(c)'!"
            })
    void givenAnAddressOfAPageThenEachCauseHasAPlaceOnIt(String address) {
        String uri = new ErrorPage(address).about("revoked");
        assertThat(uri).isEqualTo(address + "#revoked");
        assertThat(URI.create(uri)).hasFragment("revoked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "docs.example.org/errors",
                "/errors",
                "//docs.example.org/errors",
                "https:errors",
                "https:///errors",
                "ftp://docs.example.org/errors",
                "javascript:alert(1)",
                "https://docs.example.org/errors#top",
                "https://docs.example.org/errors#",
                "https://docs.example.org/errors?of=us",
                "https://docs.example.org/errors?",
                "https://user@docs.example.org/errors",
                "https://@docs.example.org/errors",
                "https://docs.example.org/a page",
                "https://docs.example.org/\"",
                "https://docs.example.org/\\",
                "https://docs.example.org/é",
                "https://docs.example.org/errors\n",
                "https://docs.example.org:port/errors"
            })
    void givenAnythingElseThenItIsRefusedWithWhatToDo(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ErrorPage(address))
                .withMessageContaining("the option spi-refresh-token--token-family--error-uri is '" + address + "'")
                .withMessageContaining("https://docs.example.org/errors. Correct it, or leave it out");
    }

    @Test
    void thenOurPageExplainsEachRefusalByItsSentenceAndNothingElse() throws IOException {
        assertThat(explained()).isEqualTo(refusals());
    }

    /** So that the address tells nobody more than the sentence. */
    @Test
    void thenEachCauseHasOneSentenceAndEachSentenceOneCause() {
        assertThat(refusals().values()).doesNotHaveDuplicates();
    }

    private static Map<String, String> explained() throws IOException {
        Map<String, String> explained = new TreeMap<>();
        Matcher cause = CAUSE.matcher(Files.readString(OURS));
        while (cause.find()) {
            explained.put(cause.group(1), cause.group(2));
        }
        return explained;
    }

    private static Map<String, String> refusals() {
        Map<String, String> refusals = new TreeMap<>(WITHOUT_VERDICT);
        verdicts().stream()
                .filter(verdict -> verdict.refused(true))
                .forEach(verdict -> refusals.put(verdict.text(), verdict.description()));
        return refusals;
    }

    /** One of each kind, also of those that somebody adds. */
    private static List<Verdict> verdicts() {
        return Arrays.stream(Verdict.class.getPermittedSubclasses())
                .map(ErrorPageTest::any)
                .toList();
    }

    private static Verdict any(Class<?> kind) {
        RecordComponent[] components = kind.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return (Verdict) kind.getDeclaredConstructor(types)
                    .newInstance(Arrays.stream(types).map(ErrorPageTest::anyOf).toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(kind + " cannot be made", e);
        }
    }

    private static Object anyOf(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type == boolean.class) {
            return false;
        }
        if (type == long.class) {
            return 1L;
        }
        if (type == int.class) {
            return 1;
        }
        throw new AssertionError("No example of " + type);
    }
}
