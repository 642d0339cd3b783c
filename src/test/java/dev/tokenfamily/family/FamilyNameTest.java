package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FamilyNameTest {

    @Test
    void givenAnyPlainTextThenItIsANameWithoutBlanksAround() {
        assertThat(FamilyName.parse("  work laptop ")).contains("work laptop");
        assertThat(FamilyName.parse("<script>alert(1)</script>")).contains("<script>alert(1)</script>");
        assertThat(FamilyName.parse("Büro 東京 😀")).contains("Büro 東京 😀");
    }

    @Test
    void givenCharactersOutsideTheBasicPlaneThenEachCountsOnce() {
        assertThat(FamilyName.parse("😀".repeat(FamilyName.LONGEST))).isPresent();
        assertThat(FamilyName.parse("😀".repeat(FamilyName.LONGEST + 1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\nb", "a\u0000b", "a\u202Eb", "a\u2028b", "a\uD800b", "a\u200Bb", "a\uE000b"})
    void givenNothingOrWhatNobodySeesThenItIsNone(String text) {
        assertThat(FamilyName.parse(text)).isEmpty();
    }
}
