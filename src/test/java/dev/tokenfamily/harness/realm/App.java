package dev.tokenfamily.harness.realm;

import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.suite.Measured;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An application of a realm, as its developer would write it against the standard endpoints. */
public record App(URI realm, String clientId, @Nullable String secret, Proof proof) {

    private static final Duration STANDSTILL_EXCUSES = Duration.ofSeconds(Reading.AFTERMATH_SECONDS + 1L);

    public App(URI realm, String clientId, @Nullable String secret) {
        this(realm, clientId, secret, Proof.NONE);
    }

    /** The same application with this key, which it proves to have in each request. */
    public App with(Proof key) {
        return new App(realm, clientId, secret, key);
    }

    /** The same application, which knows the realm by another address. */
    public App at(URI address) {
        return new App(address, clientId, secret);
    }

    public Tokens login(String user) {
        return login(user, "openid");
    }

    /** With the password grant, since most tests are not about the login. */
    public Tokens login(String user, String scope) {
        return Tokens.of(
                call("token", Map.of("grant_type", "password", "username", user, "password", user, "scope", scope)));
    }

    /**
     * A refresh. Where the machine of the tests held up the server for seconds, so that a superseded token was spared (ADR 12), it
     * is sent again when that excuses nothing any more.
     */
    public Response refresh(String refreshToken, String... headers) {
        Response answer = refreshOnce(refreshToken, headers);
        if (answer.status() == 400 && answer.text("error_description").equals(RefreshAssertions.SPARED)) {
            Measured.note("The server stood still: a superseded token of " + clientId + " is sent again later");
            Await.within(STANDSTILL_EXCUSES, () -> false);
            return refreshOnce(refreshToken, headers);
        }
        return answer;
    }

    /** A refresh, whatever the answer. */
    public Response refreshOnce(String refreshToken, String... headers) {
        return call("token", Map.of("grant_type", "refresh_token", "refresh_token", refreshToken), headers);
    }

    public Response refreshWith(String refreshToken, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(more);
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken);
        return call("token", form);
    }

    /** A refresh that must succeed. */
    public Tokens refreshed(Tokens tokens) {
        return Tokens.of(refresh(tokens.refresh()));
    }

    public Response revoke(String token) {
        return call("revoke", Map.of("token", token));
    }

    public Response userinfo(String accessToken) {
        return Http.get(endpoint("userinfo"), "Authorization", "Bearer " + accessToken);
    }

    /** Whether introspection (RFC 7662) calls the access token active. */
    public boolean accessActive(String accessToken) {
        return active(call("token/introspect", Map.of("token", accessToken)));
    }

    public boolean refreshActive(String refreshToken) {
        return introspectedAs("refresh_token", refreshToken);
    }

    /** Whether introspection calls the token active for a caller who gives this hint. */
    public boolean introspectedAs(String hint, String token) {
        return active(call("token/introspect", Map.of("token", token, "token_type_hint", hint)));
    }

    private static boolean active(Response answer) {
        if (!answer.json().path("active").isBoolean()) {
            throw new AssertionError("No introspection, but " + answer.status() + " " + answer.text());
        }
        return answer.json().path("active").asBoolean();
    }

    public Response call(String endpoint, Map<String, String> form, String... headers) {
        URI uri = endpoint(endpoint);
        return Http.postForm(
                uri,
                authenticated(form),
                Stream.concat(Stream.of(headers), proof.headers(uri).stream()).toArray(String[]::new));
    }

    /** With what the client proves its identity by. */
    public Map<String, String> authenticated(Map<String, String> form) {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.put("client_id", clientId);
        if (secret != null) {
            all.put("client_secret", secret);
        }
        return all;
    }

    public URI endpoint(String name) {
        return URI.create(realm + "/protocol/openid-connect/" + name);
    }
}
