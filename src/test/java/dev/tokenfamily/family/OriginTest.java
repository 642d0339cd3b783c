package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a request says of itself, made fit for a column and a screen. */
final class OriginTest {

    @Test
    void givenATextThatFitsThenItStaysAsItIs() {
        Origin origin = new Origin("2001:db8::1", "Mozilla/5.0 (X11; Linux x86_64) ~");
        assertThat(origin.address()).isEqualTo("2001:db8::1");
        assertThat(origin.userAgent()).isEqualTo("Mozilla/5.0 (X11; Linux x86_64) ~");
    }

    @Test
    void givenALongTextThenItIsCutToTheColumn() {
        assertThat(new Origin("192.0.2.1", "a".repeat(255) + "b").userAgent()).isEqualTo("a".repeat(255));
    }

    @Test
    void givenControlOrForeignCharactersThenTheyAreReplaced() {
        assertThat(new Origin("x", "a\u0000b\r\nc\u001bd\u00e9e\ud83d\ude00").userAgent())
                .isEqualTo("a?b??c?d?e?");
    }

    @Test
    void givenNoUserAgentThenThereIsNone() {
        assertThat(new Origin("x", null).userAgent()).isNull();
    }

    @Test
    void givenNoIpAddressThenItIsUnknown() {
        assertThat(new Origin("evil.example/login", null).address()).isEqualTo("unknown");
        assertThat(new Origin("1".repeat(300), null).address()).isEqualTo("unknown");
    }

    @Test
    void givenTwoOriginsThenOnlyAKnownAddressIsShared() {
        Origin here = new Origin("192.0.2.1", "Browser");
        assertThat(here.sharesAddressWith(new Origin("192.0.2.1", null))).isTrue();
        assertThat(here.sharesAddressWith(new Origin("192.0.2.2", "Browser"))).isFalse();
        assertThat(new Origin("2001:db8::1", null).sharesAddressWith(new Origin("2001:DB8:0::0:1", null)))
                .as("however it is written")
                .isTrue();
        assertThat(here.sharesAddressWith(new Origin("::ffff:192.0.2.1", null))).isTrue();
        assertThat(new Origin("x", null).sharesAddressWith(new Origin("x", null)))
                .as("a thief could make himself unknown too")
                .isFalse();
    }
}
