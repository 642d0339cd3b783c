package dev.tokenfamily.harness.realm;

import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.util.JsonSerialization;

/**
 * One request by which somebody ends something that families live on.
 *
 * @param callerHeader the header that tells who makes it
 * @param caller that header's value; may be empty
 */
public record Ending(String method, URI uri, String type, String callerHeader, String caller, String body) {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String AUTHORIZATION = "Authorization";

    public static Ending byAdmin(TestRealm realm, String method, String path, Map<String, ?> body) {
        return byAdmin(realm, method, path, json(body));
    }

    /** With that body. */
    public static Ending byAdmin(TestRealm realm, String method, String path, String body) {
        return new Ending(
                method,
                realm.admin().uri("/" + realm.name() + path),
                JSON,
                AUTHORIZATION,
                realm.admin().authorization(),
                body);
    }

    /** By nobody in particular. */
    public static Ending byPost(URI uri, String caller, String body) {
        return new Ending("POST", uri, FORM, AUTHORIZATION, caller, body);
    }

    /** With an access token of theirs, as the account console does it. */
    public static Ending byUser(TestRealm realm, String path, Tokens tokens) {
        return new Ending(
                "DELETE",
                URI.create(realm.url() + "/account/" + path),
                JSON,
                AUTHORIZATION,
                "Bearer " + tokens.access(),
                "");
    }

    public static Ending byClient(App app, String endpoint, String parameter, String token) {
        String form = Http.encode(app.authenticated(Map.of(parameter, token)));
        return new Ending("POST", app.endpoint(endpoint), FORM, AUTHORIZATION, "", form);
    }

    /** A form of Keycloak's pages, sent by a browser with these cookies. */
    public static Ending byForm(URI action, String cookies, Map<String, String> values) {
        return new Ending("POST", action, FORM, "Cookie", cookies, Http.encode(values));
    }

    /** A page that a browser with these cookies opens. */
    public static Ending byPage(URI page, String cookies) {
        return new Ending("GET", page, FORM, "Cookie", cookies, "");
    }

    public Response make() {
        Response answer = Http.send(method, uri, body, "Content-Type", type, callerHeader, caller);
        if (answer.status() >= 400) {
            throw new IllegalStateException(answer.status() + " " + answer.text());
        }
        return answer;
    }

    /** The same, in the middle of a refresh. */
    public Response during(App app, Tokens presented) {
        Map<String, String> more = new HashMap<>(meanwhile());
        more.put("test_disturbance", "CALL");
        return app.refreshWith(presented.refresh(), more);
    }

    /** The fields by which the server can make it, in the middle of another request. */
    Map<String, String> meanwhile() {
        return Map.of(
                "test_method", method,
                "test_uri", uri.toString(),
                "test_type", type,
                "test_caller_header", callerHeader,
                "test_caller", caller,
                "test_body", body);
    }

    private static String json(Map<String, ?> body) {
        try {
            return body.isEmpty() ? "" : JsonSerialization.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
