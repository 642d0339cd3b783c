package dev.tokenfamily.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user is told of the device, by its {@code User-Agent}. */
final class DevicesTest {

    @Nested
    final class GivenABrowser {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0 | Firefox, Linux",
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0"
                            + " Safari/537.36 | Chrome, Windows",
                    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                            + " Version/17.5 Mobile/15E148 Safari/604.1 | Mobile Safari, iOS"
                })
        void thenItIsBrowserAndSystemWithoutVersions(String userAgent, String device) {
            assertThat(Devices.describe(userAgent)).isEqualTo(device);
        }
    }

    @Nested
    final class GivenOnlyOneOfTheTwo {

        @Test
        void thenItStandsAlone() {
            assertThat(Devices.describe("Mozilla/5.0 (X11; Linux x86_64)")).isEqualTo("Linux");
            assertThat(Devices.describe("curl/8.5.0")).isEqualTo("curl");
        }
    }

    @Nested
    final class GivenNothingThatIsKnown {

        @ParameterizedTest
        @ValueSource(strings = {"", "-", "something of our own"})
        void thenNothingIsSaid(String userAgent) {
            assertThat(Devices.describe(userAgent)).isEmpty();
        }

        @Test
        void thenNothingIsSaidOfAMissingHeader() {
            assertThat(Devices.describe(null)).isEmpty();
        }
    }

    @Nested
    final class GivenWhatAStrangerWrote {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "URGENT: your account is locked. Confirm it at https://evil.example/login or call \u2026/1.0",
                    "URGENT your account is locked/1.0",
                    "evil.example/1.0",
                    "Call+49800123456/1.0 (evil.example; bot)",
                    "Mozilla/5.0 (compatible; evil.examplebot/1.0; +https://evil.example/)",
                    "Mozilla/5.0 (Linux; U; Android 4.0; Call 0800 1234567 Build/1) evil.example/2.0 Mobile"
                })
        void thenNoneOfItIsSaid(String userAgent) {
            assertThat(Devices.describe(userAgent)).isIn("", "Android", "Android, Android");
        }
    }

    /** What a person may read in place of a device. */
    private static final Set<String> WORDS = Set.of(
            "Firefox",
            "Chrome",
            "Chrome Mobile",
            "Safari",
            "Mobile Safari",
            "Mobile Safari UI/WKWebView",
            "Edge",
            "Opera",
            "IE",
            "curl",
            "okhttp",
            "Windows",
            "Linux",
            "Mac OS X",
            "iOS",
            "Android",
            "Chrome OS",
            "Ubuntu");

    @Property
    void whateverIsSentOnlyKnownNamesAreSaid(@ForAll("userAgents") String userAgent) {
        String device = Devices.describe(userAgent);
        assertThat(device.isEmpty() || Stream.of(device.split(", ", -1)).allMatch(WORDS::contains))
                .as(device)
                .isTrue();
    }

    @Provide
    static Arbitrary<String> userAgents() {
        Arbitrary<String> pieces = Arbitraries.of(List.of(
                        "Mozilla/5.0 ",
                        "(Windows NT 10.0; Win64; x64) ",
                        "(X11; Ubuntu; Linux x86_64; rv:140.0) ",
                        "(iPhone; CPU iPhone OS 17_5 like Mac OS X) ",
                        "AppleWebKit/605.1.15 (KHTML, like Gecko) ",
                        "Version/17.5 Mobile/15E148 ",
                        "Chrome/131.0 ",
                        "Firefox/133.0 ",
                        "Safari/537.36 ",
                        "Edg/131.0 ",
                        "curl/8.5 ",
                        "okhttp/4.12 ",
                        "https://evil.example/login ",
                        "evil.example/1.0 ",
                        "CallMe/0800 ",
                        "+49 800 1234567 ",
                        "\u202e",
                        "\u200b",
                        "<script>alert(1)</script>",
                        "verdict=keep "))
                .list()
                .ofMaxSize(8)
                .map(list -> list.stream().collect(Collectors.joining()));
        return Arbitraries.oneOf(pieces, Arbitraries.strings().ascii().ofMaxLength(255));
    }
}
