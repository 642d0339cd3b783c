package dev.tokenfamily.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The webhooks of a realm, as its attribute keeps them: whoever may write that may write anything. */
class EndpointsTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static String webhook(String id, String url, String secret, String event) {
        return "{\"id\":\"%s\",\"url\":\"%s\",\"secrets\":[\"%s\"],\"events\":[\"%s\"]}"
                .formatted(id, url, secret, event);
    }

    @Test
    void givenWhatWasWrittenThenItIsReadAgain() {
        Endpoints endpoints = Endpoints.parse("[" + webhook("siem", "https://a.example/in?x=1", "${vault.siem}", "end")
                + "," + webhook("chat-2", "https://b.example:8443", "${vault.chat_2}", "incident") + "]");

        assertThat(Endpoints.parse(endpoints.json())).isEqualTo(endpoints);
        assertThat(endpoints.find("siem"))
                .hasValueSatisfying(found -> assertThat(found.events()).isEqualTo(Set.of(EventType.END)));
        assertThat(endpoints.find("other")).isEmpty();
        assertThat(Endpoints.parse(null)).isEqualTo(Endpoints.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SIEM | https://a.example/ | ${vault.a} | end | id 'SIEM'",
                "a b | https://a.example/ | ${vault.a} | end | id 'a b'",
                "siem | http://a.example/ | ${vault.a} | end | must be of https",
                "siem | ftp://a.example/ | ${vault.a} | end | must be of https",
                "siem | file:///etc/passwd | ${vault.a} | end | must be of https",
                "siem | https:///in | ${vault.a} | end | with a host",
                "siem | https://user:pw@a.example/ | ${vault.a} | end | without user",
                "siem | https://a.example/#x | ${vault.a} | end | fragment",
                "siem | https://a b/ | ${vault.a} | end | is none",
                "siem | https://a_b.example/ | ${vault.a} | end | with a host",
                "siem | https://a.example/ | ${vault.../x} | end | not written like ${vault.my-siem}",
                "siem | https://a.example/ | ${vault.a/b} | end | not written like ${vault.my-siem}",
                "siem | https://a.example/ | ${env.a} | end | not written like ${vault.my-siem}",
                "siem | https://a.example/ | ${vault.a} | login | no event 'login'",
            })
    void givenOneThatIsWrongThenItIsSaidWhatIs(String id, String url, String secret, String event, String said) {
        assertThatThrownBy(() -> Endpoints.parse("[" + webhook(id, url, secret, event) + "]"))
                .isInstanceOf(InvalidWebhooksException.class)
                .hasMessageContaining(said);
    }

    /** Of what stands in the attribute, no more is said again than fits a line, and nothing that ends one. */
    @Test
    void givenANameThatIsNoFieldThenWhatIsSaidOfItIsShortAndOnOneLine() {
        String good = webhook("siem", "https://a.example/", "${vault.a}", "end");
        for (String wrong : List.of(
                good.replace("\"id\"", "\"x\\r\\n12:00:00 WARN forged\\u2028" + "x".repeat(100_000) + "\""),
                good.replace("siem", "x".repeat(100_000)),
                good.replace("\"end\"", "\"" + "x".repeat(100_000) + "\""))) {
            assertThatThrownBy(() -> Endpoints.parse("[" + wrong + "]"))
                    .isInstanceOfSatisfying(
                            InvalidWebhooksException.class,
                            refused -> assertThat(refused).message().matches("[ -~…]{10,200}"));
        }
    }

    /** It would be shown to all who may see the realm, and be in its export; and the refusal must not repeat it. */
    @Test
    void givenARawSecretThenItIsRefusedWithoutBeingSaid() {
        assertThatThrownBy(() -> Endpoints.parse("[" + webhook("siem", "https://a.example/", SECRET, "end") + "]"))
                .isInstanceOf(InvalidWebhooksException.class)
                .hasMessageContaining("kept in the vault")
                .hasMessageNotContaining("MfKQ9");
    }

    @Test
    void givenMoreThanARealmNeedsThenTheyAreRefused() {
        String many = IntStream.range(0, 6)
                .mapToObj(n -> webhook("n" + n, "https://a.example/", "${vault.a}", "end"))
                .collect(Collectors.joining(",", "[", "]"));
        String one = webhook("siem", "https://a.example/", "${vault.a}", "end");
        for (String wrong : List.of(
                many,
                "[" + one + "," + one + "]",
                "{}",
                "[1]",
                "no JSON",
                one,
                "[" + one.replace("[\"end\"]", "[]") + "]",
                "[" + one.replace("[\"${vault.a}\"]", "[]") + "]",
                "[" + one.replace("\"id\"", "\"name\"") + "]")) {
            assertThatThrownBy(() -> Endpoints.parse(wrong)).as(wrong).isInstanceOf(InvalidWebhooksException.class);
        }
    }
}
