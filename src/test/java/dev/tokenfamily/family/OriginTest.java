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
        Origin origin = new Origin("1".repeat(300), "a".repeat(255) + "b");
        assertThat(origin.address()).hasSize(255);
        assertThat(origin.userAgent()).isEqualTo("a".repeat(255));
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
}
