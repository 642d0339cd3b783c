package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a user agent outlasts an update of its program. */
final class UserAgentFamilyTest {

    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)";

    private static String family(String userAgent) {
        return UserAgentFamily.of(userAgent).text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0 | Mozilla Gecko Firefox; Linux",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 | Mozilla AppleWebKit Mobile; iPhone",
                "Dalvik/2.1.0 (Linux; U; Android 13; Pixel 7 Build/TQ3A.230805.001) | Dalvik; Android",
                "Example/4.2.1 CFNetwork/1485 Darwin/23.1.0 | Example CFNetwork Darwin;",
                "Example 4.2.1 | Example;",
                "Example v4 beta | Example beta;",
                "okhttp/4.9.3 | okhttp;",
                "Apache-HttpClient/4.5.14 (Java/17.0.9) | Apache-HttpClient;",
            })
    void givenAHeaderThenItsProductsAndItsSystemAreNamedWithoutVersions(String userAgent, String expected) {
        assertThat(family(userAgent).strip()).isEqualTo(expected);
    }

    @Test
    void givenAnUpdateOfTheBrowserOrTheSystemThenTheFamilyIsTheSame() {
        assertThat(family(CHROME + " Chrome/120.0.0.0 Safari/537.36"))
                .isEqualTo(family(CHROME.replace("10.0", "11.0") + " Chrome/131.0.6778.69 Safari/537.36"));
        assertThat(family("Dalvik/2.1.0 (Linux; U; Android 13; Pixel 7 Build/TQ3A.230805.001)"))
                .isEqualTo(family("Dalvik/2.1.0 (Linux; U; Android 14; Pixel 7 Build/UP1A.231005.007)"));
    }

    @Test
    void givenAnotherBrowserOrAnotherSystemThenTheFamilyIsAnother() {
        String chrome = family(CHROME + " Chrome/120.0.0.0 Safari/537.36");
        assertThat(family(CHROME + " Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0"))
                .isNotEqualTo(chrome);
        assertThat(family(CHROME.replace("Windows NT 10.0", "Macintosh; Intel Mac OS X 10_15_7")
                        + " Chrome/120.0.0.0 Safari/537.36"))
                .isNotEqualTo(chrome);
        assertThat(family("curl/8.5.0")).isNotEqualTo(family("Wget/1.21"));
    }

    @ParameterizedTest
    @ValueSource(strings = {")))(((", "(", "/", "1", "////", "(Windows", " ", "v"})
    void givenWhateverSomebodySendsThenItIsAFamilyAndTheSameOneEachTime(String userAgent) {
        assertThat(UserAgentFamily.of(userAgent)).isEqualTo(UserAgentFamily.of(userAgent));
    }

    @Test
    void givenNoHeaderThenThatIsAFamilyOfItsOwn() {
        assertThat(UserAgentFamily.of(null).text()).isEmpty();
        assertThat(UserAgentFamily.of("")).isEqualTo(UserAgentFamily.of(null));
        assertThat(UserAgentFamily.of("1.0")).isNotEqualTo(UserAgentFamily.of(null));
    }
}
