package dev.tokenfamily.harness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import org.keycloak.util.JsonSerialization;

/**
 * Keycloak's admin REST API. Spoken directly: the published admin client carries its own copies of the representation
 * classes that we have from Keycloak itself.
 */
public final class AdminApi {

    public static final String USER = "admin";

    /** A login costs a test nothing: none of them is about how hard passwords are to guess. */
    public static final String CHEAP_PASSWORDS = "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)";

    private final URI server;
    private String token = "";

    public AdminApi(URI server) {
        this.server = server;
    }

    public Response get(String path) {
        return call("GET", path, "");
    }

    public Response put(String path, Object body) {
        return call("PUT", path, write(body));
    }

    public Response post(String path, Object body) {
        return call("POST", path, write(body));
    }

    public Response delete(String path) {
        return call("DELETE", path, "");
    }

    public JsonNode read(String path) {
        return expectSuccess(get(path)).json();
    }

    public JsonNode serverInfo() {
        return read("/../serverinfo");
    }

    public static Response expectSuccess(Response answer) {
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(answer.status() + " " + answer.text());
        }
        return answer;
    }

    private Response call(String method, String path, String body) {
        Response answer = send(method, path, body);
        if (answer.status() == 401) { // none yet, or a test has moved the clock past its expiry
            token = login();
            return send(method, path, body);
        }
        return answer;
    }

    private Response send(String method, String path, String body) {
        return Http.json(method, uri(path), body, "Authorization", "Bearer " + token);
    }

    public URI uri(String path) {
        return URI.create(server + "/admin/realms" + path).normalize();
    }

    /** From now on, the admin's logins cost the server nothing; they are hashed anew at the next one. */
    public void makeLoginsCheap() {
        expectSuccess(put("/master", Map.of("passwordPolicy", CHEAP_PASSWORDS)));
        token = login();
    }

    /** With a token that has just been issued. */
    public String authorization() {
        token = login();
        return "Bearer " + token;
    }

    private String login() {
        return expectSuccess(Http.postForm(
                        server.resolve("/realms/master/protocol/openid-connect/token"),
                        Map.of("grant_type", "password", "client_id", "admin-cli", "username", USER, "password", USER)))
                .text("access_token");
    }

    private static String write(Object body) {
        try {
            return body instanceof String text ? text : JsonSerialization.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
