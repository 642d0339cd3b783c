package dev.tokenfamily.notify;

import static org.assertj.core.api.Assertions.assertThat;

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
            assertThat(Devices.named(userAgent)).isEqualTo(device);
        }
    }

    @Nested
    final class GivenOnlyOneOfTheTwo {

        @Test
        void thenItStandsAlone() {
            assertThat(Devices.named("Mozilla/5.0 (X11; Linux x86_64)")).isEqualTo("Linux");
            assertThat(Devices.named("curl/8.5.0")).isEqualTo("curl");
        }
    }

    @Nested
    final class GivenNothingThatIsKnown {

        @ParameterizedTest
        @ValueSource(strings = {"", "-", "something of our own"})
        void thenNothingIsSaid(String userAgent) {
            assertThat(Devices.named(userAgent)).isEmpty();
        }

        @Test
        void thenNothingIsSaidOfAMissingHeader() {
            assertThat(Devices.named(null)).isEmpty();
        }
    }
}
