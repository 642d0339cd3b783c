package dev.tokenfamily.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The option that says how many clients have a tag of their own. */
final class ClientTagsTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "0"})
    void givenNoNumberOrNoneThenThereIsNoTag(String option) {
        assertThat(ClientTags.of(option).of("shop", "web")).isEqualTo(Tags.empty());
    }

    @Test
    void givenANumberThenTheFirstHaveTheirOwn() {
        ClientTags one = ClientTags.of("1");

        assertThat(one.of("shop", "web")).isEqualTo(Tags.of("client", "web"));
        assertThat(one.of("shop", "app")).isEqualTo(Tags.of("client", ClientTags.OTHER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "ten", "1.5", "10000", "1e3", "5,6"})
    void givenSomethingElseThenItIsRefusedByName(String option) {
        assertThatThrownBy(() -> ClientTags.of(option))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + option + "' is not a whole number from 0 to 9999");
    }
}
