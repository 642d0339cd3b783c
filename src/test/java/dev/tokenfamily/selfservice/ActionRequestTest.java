package dev.tokenfamily.selfservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokenfamily.incident.Answer;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionRequestTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\": \"end\", \"family\": \"f\"}",
                "{\"action\": \"end-others\"}",
                "{\"action\": \"end-all\"}",
                "{\"action\": \"name\", \"family\": \"f\", \"name\": \"<script>\"}",
                "{\"action\": \"name\", \"family\": \"f\", \"name\": \"\"}",
                "{\"action\": \"answer\", \"incident\": \"i\", \"answer\": \"not-me\"}"
            })
    void givenAnActionThenItIsReadAndKeptAsItIs(String body) throws IOException {
        WantedAction action = read(body);
        assertThat(WantedAction.read(action.write())).contains(action);
    }

    @Test
    void givenTheirFieldsThenActionsHaveThem() throws IOException {
        assertThat(read("{\"action\": \"name\", \"family\": \"f\", \"name\": \" <script> \"}"))
                .isEqualTo(new WantedAction.Name("f", "<script>"));
        assertThat(read("{\"action\": \"name\", \"family\": \"f\", \"name\": \"\"}"))
                .isEqualTo(new WantedAction.Name("f", null));
        assertThat(read("{\"action\": \"answer\", \"incident\": \"i\", \"answer\": \"me\"}"))
                .isEqualTo(new WantedAction.Answering("i", Answer.ME));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"action\": 1}",
                "{\"action\": \"drop\"}",
                "{\"action\": \"end\"}",
                "{\"action\": \"end\", \"family\": \"\"}",
                "{\"action\": \"end\", \"family\": \"a\\u0000b\"}",
                "{\"action\": \"end\", \"family\": \"f\", \"user\": \"other\"}",
                "{\"action\": \"end-others\", \"family\": \"f\"}",
                "{\"action\": \"end\", \"action\": \"end-all\", \"family\": \"f\"}",
                "{\"action\": \"end-all\"} {}",
                "{\"action\": \"name\", \"family\": \"f\", \"name\": \"a\\nb\"}",
                "{\"action\": \"name\", \"family\": \"f\"}",
                "{\"action\": \"answer\", \"incident\": \"i\", \"answer\": \"maybe\"}"
            })
    void givenAnythingElseThenItIsABadRequest(String body) {
        Refused refused = catchThrowableOfType(Refused.class, () -> read(body));
        assertThat(refused.status()).isEqualTo(Response.Status.BAD_REQUEST);
    }

    @Test
    void givenABodyThatIsTooLongThenItIsNotRead() {
        String body = "{\"action\": \"end\", \"family\": \"" + "f".repeat(5_000) + "\"}";
        Refused refused = catchThrowableOfType(Refused.class, () -> read(body));
        assertThat(refused.status()).isEqualTo(Response.Status.REQUEST_ENTITY_TOO_LARGE);
    }

    private static WantedAction read(String body) throws IOException {
        return ActionRequest.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
