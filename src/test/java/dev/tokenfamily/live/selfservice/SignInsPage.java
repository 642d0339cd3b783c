package dev.tokenfamily.live.selfservice;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.admin.ApiDescription;
import dev.tokenfamily.admin.ApiOperation;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.TestRealm;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.util.JsonSerialization;

/**
 * The page of a user's own sign-ins, as far as its requests go, in the browser of that user.
 *
 * @param browser in which the user is logged in
 * @param token the access token that the page has
 */
public record SignInsPage(TestRealm realm, String user, Browser browser, String token) {

    static final String CLIENT = "token-family-account";
    static final String CONFIRMATION = "TOKEN_FAMILY_SELF_SERVICE";

    /** Gives the realm the page's client. */
    public static TestRealm setUp(TestRealm realm) {
        expectSuccess(realm.admin().post("/" + realm.name() + "/token-families/setup", Map.of("account", true)));
        return realm;
    }

    /** The user opens the page in a new browser, and logs in. */
    public static SignInsPage open(TestRealm realm, String user) {
        return in(new Browser(), realm, user);
    }

    /** The user opens the page in that browser, and logs in if Keycloak asks for it. */
    static SignInsPage in(Browser browser, TestRealm realm, String user) {
        return new SignInsPage(realm, user, browser, token(browser, realm, user, Map.of()));
    }

    private static String token(Browser browser, TestRealm realm, String user, Map<String, String> more) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("scope", "openid"));
        parameters.putAll(more);
        Response answer = browser.grantToPage(client(realm), address(realm), user, parameters);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().has("refresh_token")).as("a refresh token").isFalse();
        return answer.text("access_token");
    }

    static App client(TestRealm realm) {
        return new App(realm.url(), CLIENT, null);
    }

    static URI address(TestRealm realm) {
        return URI.create(realm.url() + "/token-family/account/");
    }

    /** Where the page sends the browser to log in, with these parameters besides. */
    static URI authorization(TestRealm realm, Map<String, String> more) {
        Map<String, String> parameters = new LinkedHashMap<>(more);
        parameters.put("client_id", CLIENT);
        parameters.put("response_type", "code");
        parameters.put("scope", "openid");
        parameters.put("redirect_uri", address(realm).toString());
        parameters.put("code_challenge", "A".repeat(43));
        parameters.put("code_challenge_method", "S256");
        return URI.create(client(realm).endpoint("auth") + "?" + Http.encode(parameters));
    }

    static URI url(TestRealm realm, String path) {
        return URI.create(realm.url() + "/token-family/mine/" + path);
    }

    /** This page with another token. */
    SignInsPage with(String other) {
        return new SignInsPage(realm, user, browser, other);
    }

    Response get(String path) {
        return described("GET", path, Http.get(url(realm, path), "Authorization", "Bearer " + token));
    }

    /** Each answer is as {@code docs/openapi-my-sign-ins.yaml} says. */
    private static Response described(String verb, String path, Response answer) {
        ApiDescription description = ApiDescription.ofSignIns();
        String known = path.replaceFirst("[?].*", "").replaceFirst("^actions/.*", "actions/{id}");
        @Nullable
        ApiOperation operation = description.operations().get(verb + " /realms/{realm}/token-family/mine/" + known);
        if (operation != null
                && answer.status() != 404) { // which Keycloak says in its own words, where there is nothing of ours
            assertThat(description.violations(operation, answer.status(), answer.json()))
                    .as("%s %s: %s", verb, path, answer.text())
                    .isEmpty();
        }
        return answer;
    }

    Response post(String path, String body, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Authorization";
        all[1] = "Bearer " + token;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return described("POST", path, Http.json("POST", url(realm, path), body, all));
    }

    JsonNode families() {
        return expectSuccess(get("families")).json().path("families");
    }

    JsonNode family(String id) {
        for (JsonNode family : families()) {
            if (family.path("id").asText().equals(id)) {
                return family;
            }
        }
        throw new AssertionError("No family " + id + " in " + families());
    }

    JsonNode incidents() {
        return expectSuccess(get("incidents")).json().path("incidents");
    }

    /** Begins an action. */
    Response begin(Map<String, String> action) {
        try {
            return post("actions", JsonSerialization.writeValueAsString(action));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Begins an action, and gives its id. */
    String begun(Map<String, String> action) {
        Response answer = begin(action);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.text("kcAction")).isEqualTo(CONFIRMATION + ":" + answer.text("id"));
        return answer.text("id");
    }

    /** The user logs in for the action, and confirms it; the page with the token that it gets then. */
    SignInsPage confirmed(String id) {
        return with(token(browser, realm, user, Map.of("prompt", "login", "kc_action", CONFIRMATION + ":" + id)));
    }

    Response finish(String id) {
        return post("actions/" + id, "");
    }

    /** Begins an action, logs in for it and has it done. */
    public Response act(Map<String, String> action) {
        String id = begun(action);
        return confirmed(id).finish(id);
    }
}
