package dev.tokenfamily.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonBodyTest {

    private static final int LONGEST = 40;

    private final JsonBody<IllegalArgumentException> bodies = new JsonBody<>(
            LONGEST,
            longest -> new IllegalArgumentException("longer than " + longest),
            sentence -> new IllegalArgumentException("refused: " + sentence));

    private static InputStream bytes(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void givenABodyAsLongAsItMayBeThenItIsRead() throws IOException {
        String body = "{\"a\": 1" + " ".repeat(LONGEST - 8) + "}";
        assertThat(bodies.read(bytes(body)).path("a").intValue()).isEqualTo(1);
    }

    @Test
    void givenOneThatIsLongerThenNoMoreOfItIsReadThanIsNeededToRefuseIt() {
        InputStream body = bytes("{\"a\": 1}" + " ".repeat(100));
        assertThatThrownBy(() -> bodies.read(body)).hasMessage("longer than 40");
        assertThat(body).satisfies(rest -> assertThat(rest.available()).isEqualTo(108 - LONGEST - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1, \"a\": 2}", "{\"a\": 1} {}", "{\"a\": 1", "{'a': 1}", "{\"a\": 1} // 2", "x"})
    void givenWhatTwoReadersCouldUnderstandInTwoWaysThenItIsRefused(String body) {
        assertThatThrownBy(() -> bodies.read(bytes(body))).hasMessage("refused: The body is not valid JSON");
    }

    @Test
    void givenBytesOfUtf32ThatAreNoCharactersThenTheyAreRefusedAsAnythingElse() {
        byte[] body = {0, 0, 0, '{', 0x7f, -1, -1, -1};
        assertThatThrownBy(() -> bodies.read(new ByteArrayInputStream(body)))
                .hasMessage("refused: The body is not valid JSON");
    }

    @Test
    void givenNoBodyThenThereIsNoValue() throws IOException {
        assertThat(bodies.read(bytes("")).isMissingNode()).isTrue();
    }
}
