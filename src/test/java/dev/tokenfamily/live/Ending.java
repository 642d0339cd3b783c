package dev.tokenfamily.live;

import dev.tokenfamily.live.Http.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import org.keycloak.util.JsonSerialization;

/**
 * One request by which somebody ends something that families live on.
 *
 * @param authorization the header's value; may be empty
 */
record Ending(String method, URI uri, String type, String authorization, String body) {

    private static final String JSON = "application/json";

    static Ending byAdmin(TestRealm realm, String method, String path, Map<String, ?> body) {
        return new Ending(
                method,
                realm.admin().uri("/" + realm.name() + path),
                JSON,
                realm.admin().authorization(),
                json(body));
    }

    /** With an access token of theirs, as the account console does it. */
    static Ending byUser(TestRealm realm, String path, Tokens tokens) {
        return new Ending(
                "DELETE", URI.create(realm.url() + "/account/" + path), JSON, "Bearer " + tokens.access(), "");
    }

    static Ending byClient(App app, String endpoint, String parameter, String token) {
        String form = Http.encode(app.authenticated(Map.of(parameter, token)));
        return new Ending("POST", app.endpoint(endpoint), "application/x-www-form-urlencoded", "", form);
    }

    Answer make() {
        return AdminApi.expectSuccess(
                Http.send(method, uri, body, "Content-Type", type, "Authorization", authorization));
    }

    /** The same, in the middle of a refresh. */
    Answer during(App app, Tokens presented) {
        return app.refreshWith(
                presented.refresh(),
                Map.of(
                        "test_disturbance", "CALL",
                        "test_method", method,
                        "test_uri", uri.toString(),
                        "test_type", type,
                        "test_authorization", authorization,
                        "test_body", body));
    }

    private static String json(Map<String, ?> body) {
        try {
            return body.isEmpty() ? "" : JsonSerialization.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
