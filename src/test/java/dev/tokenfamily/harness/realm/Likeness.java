package dev.tokenfamily.harness.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.keycloak.events.Details;
import org.keycloak.models.Constants;
import org.keycloak.util.JsonSerialization;

/**
 * What an answer or an event says, so that those of two clients can be compared: without what is random, and with times
 * apart, which may differ by the time between two requests.
 */
final class Likeness {

    private static final long TIME_BETWEEN_REQUESTS = 60L;

    private static final Set<String> TOKENS = Set.of("access_token", "refresh_token", "id_token");
    private static final Set<String> TIMES = Set.of(
            "iat",
            "exp",
            "auth_time",
            "expires_in",
            "refresh_expires_in",
            "age_of_refresh_token",
            "access_token_expiration_time");
    private static final Set<String> RANDOM = Set.of(
            "jti",
            "sid",
            "session_state",
            "at_hash",
            "family",
            Constants.REUSE_ID,
            Details.TOKEN_ID,
            Details.REFRESH_TOKEN_ID,
            Details.UPDATED_REFRESH_TOKEN_ID);
    private static final Set<String> HEADERS_OF_A_MOMENT = Set.of("date", "content-length", "set-cookie");

    private final Map<String, String> facts = new TreeMap<>();
    private final Map<String, Long> times = new TreeMap<>();
    private final String clientId;

    private Likeness(String clientId) {
        this.clientId = clientId;
    }

    /** Status, headers, body, and the claims of the tokens in it. */
    static Likeness of(Response answer, App app) {
        Likeness likeness = new Likeness(app.clientId());
        likeness.facts.put("status", Integer.toString(answer.status()));
        answer.headers().map().forEach((name, values) -> {
            if (!HEADERS_OF_A_MOMENT.contains(name)) {
                likeness.facts.put("header " + name, values.toString());
            }
        });
        answer.json().properties().forEach(field -> {
            if (TOKENS.contains(field.getKey())) {
                likeness.addToken(field.getKey(), field.getValue().asText());
            } else {
                likeness.add("", field.getKey(), field.getValue());
            }
        });
        return likeness;
    }

    /** Of the newest event of a client, without what we add; nothing where there is none. */
    static Likeness ofEvent(TestRealm realm, App app) {
        Likeness likeness = new Likeness(app.clientId());
        realm.events(app.clientId()).stream().findFirst().ifPresent(likeness::add);
        return likeness;
    }

    private void addToken(String name, String token) {
        header(token).properties().forEach(field -> add(name + " header ", field.getKey(), field.getValue()));
        Tokens.claims(token).properties().forEach(claim -> add(name + " ", claim.getKey(), claim.getValue()));
    }

    private void add(SavedEvent event) {
        add("event ", "type", event.type());
        add("event ", "error", event.error());
        add("event ", "clientId", event.clientId());
        if (event.error().isEmpty()) { // of a refusal we tell the user where Keycloak does not
            add("event ", "userId", event.userId());
        }
        event.keycloaksDetails().forEach((name, value) -> add("event ", name, value));
    }

    private void add(String where, String name, String value) {
        add(where, name, TextNode.valueOf(value));
    }

    private void add(String where, String name, JsonNode value) {
        if (TIMES.contains(name)) {
            times.put(where + name, value.asLong());
        } else if (!RANDOM.contains(name)) {
            facts.put(where + name, canonical(value).replace("(" + clientId + ")", "(the client)"));
        } else if (!name.equals("family")) {
            facts.put(where + name, "some");
        }
    }

    /** With lists in an order of their own, since Keycloak gives roles and scopes in any. */
    private static String canonical(JsonNode value) {
        Stream<String> parts;
        if (value.isArray()) {
            parts = StreamSupport.stream(value.spliterator(), false).map(Likeness::canonical);
        } else if (value.isObject()) {
            parts = value.properties().stream().map(field -> field.getKey() + "=" + canonical(field.getValue()));
        } else {
            parts = Stream.of(value.asText().split(" "));
        }
        return parts.sorted().collect(Collectors.joining(" ", "(", ")"));
    }

    private static JsonNode header(String token) {
        try {
            return JsonSerialization.mapper.readTree(
                    Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void assertLike(Likeness other) {
        assertThat(facts).isEqualTo(other.facts);
        assertThat(times.keySet()).isEqualTo(other.times.keySet());
        times.forEach((name, time) ->
                assertThat(time).as(name).isCloseTo(other.times.getOrDefault(name, 0L), within(TIME_BETWEEN_REQUESTS)));
    }
}
