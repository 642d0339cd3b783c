package dev.tokenfamily.live.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tokenfamily.live.input.Endpoint.Shape;
import dev.tokenfamily.live.input.Input.Standing;
import dev.tokenfamily.live.input.Wire.Reply;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.keycloak.util.JsonSerialization;

/** Whether an answer is what the sender of bad input may get. */
final class Judge {

    private static final Pattern INSIDE = Pattern.compile(
            "\\b[A-Z]\\w*(Exception|Error)\\b(?!\\w)|\\bat (org|java|io|dev|jakarta|com)\\.|Caused by|\\.java:\\d");

    /** What the HTTP layer refuses by itself, with nothing to read. */
    private static final Set<Integer> BEFORE_ALL = Set.of(400, 404, 405, 406, 413, 414, 415, 417, 431, 501);

    private Judge() {}

    /** What is wrong with it; empty where nothing is. */
    static Optional<String> complaint(Input input, Reply reply) {
        if (reply.status() == 0) {
            return Optional.of(reply.body());
        }
        if (reply.status() >= 500 && reply.status() != 501) {
            return Optional.of("the server failed");
        }
        if (INSIDE.matcher(reply.body()).find()) {
            return Optional.of("the answer shows the inside of the server");
        }
        if (isPage(reply) && reply.body().contains("<fuzz>")) {
            return Optional.of("the page has markup of the sender");
        }
        if (input.standing() == Standing.UNDECIDED) {
            return Optional.empty();
        }
        return reply.status() < 400 ? grantedWrongly(input, reply) : misshapen(input, reply);
    }

    private static Optional<String> grantedWrongly(Input input, Reply reply) {
        boolean right =
                switch (input.endpoint()) {
                    case REVOKE -> json(reply).path("error").isTextual();
                    case INTROSPECT ->
                        json(reply).path("active").isBoolean()
                                && !json(reply).path("active").asBoolean();
                    case ANSWERED -> isPage(reply);
                    case TOKEN, LINK, ADMIN -> false;
                };
        return right && reply.status() == 200 ? Optional.empty() : Optional.of("it was taken for valid");
    }

    private static Optional<String> misshapen(Input input, Reply reply) {
        if (reply.body().isEmpty()) {
            boolean allowed =
                    BEFORE_ALL.contains(reply.status()) || input.method().equals("HEAD");
            return allowed ? Optional.empty() : Optional.of("the refusal says nothing");
        }
        boolean asksForPage = input.headers().stream().anyMatch(line -> line.startsWith("Accept: text/html"));
        boolean page = input.endpoint().shape() == Shape.PAGE || (asksForPage && isPage(reply));
        boolean right = page ? isPage(reply) : hasError(reply);
        return right ? Optional.empty() : Optional.of("the refusal is not in the shape of the endpoint");
    }

    private static boolean hasError(Reply reply) {
        return json(reply).path("error").isTextual()
                || json(reply).path("errorMessage").isTextual();
    }

    private static boolean isPage(Reply reply) {
        return reply.header("content-type").startsWith("text/html");
    }

    private static JsonNode json(Reply reply) {
        try {
            return reply.header("content-type").startsWith("application/json")
                    ? JsonSerialization.mapper.readTree(reply.body())
                    : MissingNode.getInstance();
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }
}
