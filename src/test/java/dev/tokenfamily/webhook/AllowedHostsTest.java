package dev.tokenfamily.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** To which hosts realms may have webhooks delivered, by the word of the operator. */
class AllowedHostsTest {

    private static Endpoint at(String url) {
        return new Endpoint("siem", URI.create(url), List.of("${vault.siem}"), Set.of(EventType.INCIDENT));
    }

    @Test
    void givenNoOptionThenNothingIsAllowed() {
        AllowedHosts none = AllowedHosts.of(List.of(" "));

        assertThat(none.any()).isFalse();
        assertThatThrownBy(() -> none.require(at("https://siem.example.org/")))
                .isInstanceOf(InvalidWebhooksException.class)
                .hasMessage("The operator of this server does not allow webhooks to siem.example.org, port 443");
    }

    @ParameterizedTest
    @CsvSource({
        "siem.example.org, https://siem.example.org/in",
        "siem.example.org, https://SIEM.example.org:443/in",
        "SIEM.example.org, https://siem.example.org/in",
        "siem.example.org:8443, https://siem.example.org:8443/in",
        "*.example.org, https://a.example.org/",
        "*.example.org, https://a.b.example.org/",
        "*.example.org:9000, https://a.example.org:9000/"
    })
    void givenAnAllowedHostThenItIs(String option, String url) {
        assertThatCode(() -> AllowedHosts.of(List.of(option)).require(at(url))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "siem.example.org, https://siem.example.org.evil.example/",
        "siem.example.org, https://evil-siem.example.org/",
        "siem.example.org, https://siem.example.org./",
        "siem.example.org, https://siem.example.org:8443/",
        "siem.example.org:8443, https://siem.example.org/",
        "*.example.org, https://example.org/",
        "*.example.org, https://evilexample.org/",
        "*.example.org, https://.example.org.evil.example/",
        "siem.example.org, https://127.0.0.1/",
        "siem.example.org, https://[::1]/"
    })
    void givenAnyOtherThenItIsNot(String option, String url) {
        AllowedHosts hosts = AllowedHosts.of(List.of(option));

        assertThatThrownBy(() -> hosts.require(at(url))).isInstanceOf(InvalidWebhooksException.class);
    }

    @Test
    void givenRangesThenTheyAreOpenedForThatHostAlone() throws UnknownHostException {
        AllowedHosts hosts = AllowedHosts.of(List.of("a.example=10.1.0.0/16+fd00:1::/32", "b.example"));
        InetAddress inside = InetAddress.getByName("10.1.2.3");

        assertThat(hosts.require(at("https://a.example/")).refusal(inside)).isEmpty();
        assertThat(hosts.require(at("https://a.example/")).refusal(InetAddress.getByName("fd00:1::1")))
                .isEmpty();
        assertThat(hosts.require(at("https://b.example/")).refusal(inside)).contains("private");
        assertThat(hosts.names()).containsExactly("a.example", "b.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "*.",
                "*.org",
                "https://siem.example.org",
                "siem.example.org/in",
                "siem.example.org:0",
                "siem.example.org:65536",
                "siem.example.org=",
                "siem.example.org=inside",
                "siem.example.org=10.0.0.0/33",
                "siem.example.org=10.0.0.0/",
                "a.*.example.org",
                "user@siem.example.org"
            })
    void givenAnOptionThatIsWrongThenItIsRefusedByName(String option) {
        assertThatThrownBy(() -> AllowedHosts.of(List.of(option)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(option.substring(option.indexOf('=') + 1));
    }
}
