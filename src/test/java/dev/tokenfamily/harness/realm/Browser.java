package dev.tokenfamily.harness.realm;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.keycloak.common.util.SecretGenerator;

/** A user's browser: keeps Keycloak's cookies, fills in its login pages, follows the code flow with PKCE (RFC 7636). */
public final class Browser {

    public static final String REDIRECT = "http://127.0.0.1/app";

    private static final String LOGIN = "form#kc-form-login";

    /** A login at another realm takes twelve. */
    private static final int MOST_PAGES = 20;

    private final Cookies cookies = new Cookies();

    /** Of the newest authorization request. */
    private String verifier = "";

    /** Opens the application in a tab, logs in if Keycloak asks for it, and gives the application its tokens. */
    public Tokens open(App app, String user) {
        return open(app, user, "openid");
    }

    public Tokens open(App app, String user, String scope) {
        return open(app, user, Map.of("scope", scope));
    }

    /** With these parameters of the authorization request. */
    public Tokens open(App app, String user, Map<String, String> parameters) {
        return Tokens.of(grant(app, user, parameters));
    }

    /** The same, with all that the token endpoint answered. */
    public Response grant(App app, String user, Map<String, String> parameters) {
        return start(app, user, request(app, parameters));
    }

    /** Takes a user's place, as the admin whose API that is, and opens the application. */
    public Tokens impersonate(AdminApi admin, App app, String userId) {
        String path = app.realm().getPath();
        String realm = path.substring(path.lastIndexOf('/'));
        cookies.remember(AdminApi.expectSuccess(admin.post(realm + "/users/" + userId + "/impersonation", Map.of())));
        return open(app, "nobody"); // who is asked to log in cannot
    }

    /** Logs in to a page that Keycloak serves itself, at that address, and gives what the token endpoint answers to it. */
    public Response grantToPage(App page, URI address, String user, Map<String, String> parameters) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put("redirect_uri", address.toString());
        URI start = URI.create(page.endpoint("auth") + "?" + Http.encode(request(page, all)));
        // not as far as the page itself, which is below the realm too
        Response redirect = visit(start, user, page.realm() + "/protocol/", page.realm() + "/login-actions/");
        return redeem(page, redirect, address.toString());
    }

    /** With an authorization request that the application has pushed (RFC 9126). */
    public Tokens openPushed(App app, String user) {
        Response pushed = app.call("ext/par/request", request(app, Map.of("scope", "openid")));
        Map<String, String> request = Map.of(
                "client_id",
                app.clientId(),
                "request_uri",
                AdminApi.expectSuccess(pushed).text("request_uri"));
        return Tokens.of(start(app, user, request));
    }

    private Response start(App app, String user, Map<String, String> request) {
        return redeem(app, visit(app, URI.create(app.endpoint("auth") + "?" + Http.encode(request)), user));
    }

    private Map<String, String> request(App app, Map<String, String> more) {
        verifier = SecretGenerator.getInstance().randomString(64);
        Map<String, String> request = new LinkedHashMap<>(more);
        request.putIfAbsent("response_type", "code");
        request.put("client_id", app.clientId());
        request.putIfAbsent("redirect_uri", REDIRECT);
        request.put("code_challenge", challenge(verifier));
        request.put("code_challenge_method", "S256");
        return request;
    }

    /** Goes wherever Keycloak leads, logs in and consents where it asks, and gives the last page or redirect. */
    public Response visit(App app, URI start, String user) {
        return visit(start, user, app.realm().resolve("/realms/").toString());
    }

    /** Goes wherever these sites lead, logs in and consents where Keycloak asks, and gives the last page or redirect. */
    public Response visit(URI start, String user, String... sites) {
        return walk(start, answer -> redirect(answer, sites).or(() -> fillIn(answer, user)));
    }

    /** Where the application, which is a public client, sends its users. */
    public static URI loginOf(App app) {
        return URI.create(app.endpoint("auth")
                + "?"
                + Http.encode(Map.of(
                        "response_type",
                        "code",
                        "scope",
                        "openid",
                        "client_id",
                        app.clientId(),
                        "redirect_uri",
                        REDIRECT)));
    }

    /** Logs in, and gives what Keycloak shows then; the redirect to the application, where that is nothing. */
    public Response logIn(App app, String user) {
        String site = app.realm().resolve("/realms/").toString();
        return walk(loginOf(app), answer -> redirect(answer, site).or(() -> logIn(answer, user)));
    }

    /** Follows redirects of these sites, and gives the first page, or the redirect to another site. */
    public Response look(URI start, String... sites) {
        return walk(start, answer -> redirect(answer, sites));
    }

    /** Fills in a form of that page, and gives the first page, or the redirect to another site, that this leads to. */
    public Response fillIn(Response page, String form, Map<String, String> values, String... sites) {
        Element found = Jsoup.parse(page.text()).selectFirst(form);
        if (found == null) {
            throw new AssertionError("No " + form + ": " + page.status() + " " + page.text());
        }
        Map<String, String> all = new LinkedHashMap<>();
        found.select("input[type=hidden]").forEach(hidden -> all.put(hidden.attr("name"), hidden.val()));
        all.putAll(values);
        Response answer = submit(page, found, all);
        return redirect(answer, sites).map(next -> follow(next, sites)).orElse(answer);
    }

    private Response follow(Response answer, String... sites) {
        Response last = answer;
        for (Optional<Response> next = redirect(last, sites); next.isPresent(); next = redirect(last, sites)) {
            last = next.get();
        }
        return last;
    }

    /** Whether Keycloak wants to know who the user is. */
    public static boolean asksToLogIn(Response answer) {
        return Jsoup.parse(answer.text()).selectFirst(LOGIN) != null;
    }

    private Response walk(URI start, Function<Response, Optional<Response>> step) {
        Response answer = get(start);
        for (int page = 0; page < MOST_PAGES; page++) {
            Optional<Response> next = step.apply(answer);
            if (next.isEmpty()) {
                return answer;
            }
            answer = next.get();
        }
        throw new AssertionError("This leads nowhere: " + answer.text());
    }

    private Optional<Response> redirect(Response answer, String... sites) {
        return answer.location()
                .filter(to -> Stream.of(sites).anyMatch(to.toString()::startsWith))
                .map(this::get);
    }

    private Optional<Response> fillIn(Response answer, String user) {
        return logIn(answer, user).or(() -> accept(answer));
    }

    private Optional<Response> logIn(Response answer, String user) {
        return Optional.ofNullable(Jsoup.parse(answer.text()).selectFirst(LOGIN))
                .map(login -> submit(answer, login, Map.of("username", user, "password", user, "rememberMe", "on")));
    }

    private Optional<Response> accept(Response answer) {
        return Optional.ofNullable(Jsoup.parse(answer.text()).selectFirst("form:has([name=accept])"))
                .map(consent -> submit(
                        answer,
                        consent,
                        Map.of(
                                "accept",
                                "Yes",
                                "code",
                                consent.select("input[name=code]").attr("value"))));
    }

    /** Opens the application in a tab for one of Keycloak's actions, and gives the last step of it, not made yet. */
    public Ending action(App app, String user, String action, Map<String, String> values) {
        Map<String, String> request = request(app, Map.of("scope", "openid", "kc_action", action));
        Response answer = visit(app, URI.create(app.endpoint("auth") + "?" + Http.encode(request)), user);
        Element form = Jsoup.parse(answer.text()).selectFirst("form");
        if (form == null) {
            throw new AssertionError("No page for " + action + ": " + answer.status() + " " + answer.text());
        }
        Map<String, String> all = new LinkedHashMap<>();
        form.select("input[type=hidden]").forEach(hidden -> all.put(hidden.attr("name"), hidden.val()));
        all.putAll(values);
        URI target = answer.page().resolve(form.attr("action"));
        return Ending.byForm(target, cookies.header(target), all);
    }

    /** The application's logout link (OpenID Connect RP-Initiated Logout), not opened yet. */
    public Ending logout(App app, String idToken) {
        URI page = URI.create(app.endpoint("logout") + "?" + Http.encode(Map.of("id_token_hint", idToken)));
        return Ending.byPage(page, cookies.header(page));
    }

    /** What the token endpoint answers to the application, for the code that the last step led to. */
    public Response redeem(App app, Response redirect) {
        return redeem(app, redirect, REDIRECT);
    }

    private Response redeem(App app, Response redirect, String address) {
        return app.call(
                "token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code(redirect),
                        "redirect_uri",
                        address,
                        "code_verifier",
                        verifier));
    }

    private Response get(URI page) {
        return cookies.remember(Http.get(page, "Cookie", cookies.header(page)));
    }

    private Response submit(Response page, Element form, Map<String, String> values) {
        URI action = page.page().resolve(form.attr("action"));
        return cookies.remember(Http.postForm(action, values, "Cookie", cookies.header(action)));
    }

    private static String code(Response answer) {
        String location = answer.headers().firstValue("Location").orElse("");
        for (String parameter : location.split("[?&#]", -1)) {
            if (parameter.startsWith("code=")) {
                return parameter.substring("code=".length());
            }
        }
        throw new AssertionError("No code: " + answer.status() + " " + location + " " + answer.text());
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
