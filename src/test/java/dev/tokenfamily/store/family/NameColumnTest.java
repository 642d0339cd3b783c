package dev.tokenfamily.store.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.FamilyName;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NameColumnTest {

    private static final int WIDTH = 768;

    @Property
    void givenAnyTextThenItComesBackAsItWas(@ForAll String text) {
        assertThat(NameColumn.read(NameColumn.write(text))).isEqualTo(text);
    }

    @Property
    void givenAnyTextThenTheColumnIsOfAscii(@ForAll String text) {
        assertThat(NameColumn.write(text)).matches("[ -~]*");
    }

    @Test
    void givenTheLongestNameThenItFits() {
        String longest = "😀".repeat(FamilyName.LONGEST);
        assertThat(FamilyName.parse(longest)).isPresent();
        assertThat(NameColumn.write(longest)).hasSize(WIDTH);
    }

    @Test
    void givenWhatLooksLikeAnEscapeThenItIsText() {
        assertThat(NameColumn.write("a\\u0041")).isEqualTo("a\\u005cu0041");
        assertThat(NameColumn.read("a\\u005cu0041")).isEqualTo("a\\u0041");
    }

    @Test
    void givenNoNameThenTheColumnIsEmpty() {
        assertThat(NameColumn.write(null)).isNull();
        assertThat(NameColumn.read(null)).isNull();
    }
}
