package dev.tokenfamily.harness.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The server side of a web application, {@code openid-client.mjs}, with one user. */
public record WebApplication(App app, ScriptProgram program, Browser browser) implements AutoCloseable {

    private static final String REDIRECT = "http://127.0.0.1/app";

    public static WebApplication start(App app) {
        ScriptProgram program = ScriptProgram.onNode(
                "openid-client.mjs", Map.of("realm", app.realm().toString(), "clientId", app.clientId()));
        return new WebApplication(app, program, new Browser());
    }

    /** Sends alice to Keycloak; she logs in if she is asked to. */
    public Tokens login() {
        String url = program.tell("authorizationUrl", Map.of("redirectUri", REDIRECT))
                .path("url")
                .asText();
        Http.Response answer = browser.visit(app, URI.create(url), "alice");
        String back = answer.headers().firstValue("Location").orElseThrow();
        return tokens(program.tell("callback", Map.of("url", back)));
    }

    public Tokens refreshed() {
        return tokens(refresh());
    }

    /** The library's answer: tokens or an error. */
    public JsonNode refresh() {
        return program.tell("refresh", Map.of());
    }

    /** So many requests with the same refresh token at once. */
    public List<Tokens> refreshedAtOnce(int times) {
        List<Tokens> all = new ArrayList<>();
        program.tell("refreshAtOnce", Map.of("times", times)).forEach(result -> all.add(tokens(result)));
        return all;
    }

    /** What an application says that it has. */
    public static Tokens tokens(JsonNode result) {
        if (!result.path("refreshToken").isTextual()) {
            throw new AssertionError("No tokens, but " + result);
        }
        return new Tokens(
                result.path("accessToken").asText(), result.path("refreshToken").asText());
    }

    @Override
    public void close() {
        program.close();
    }
}
