package dev.tokenfamily.live;

import dev.tokenfamily.live.Http.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.keycloak.common.util.SecretGenerator;

/** A user's browser: keeps Keycloak's cookies, fills in its login page, follows the code flow with PKCE (RFC 7636). */
final class Browser {

    private static final String REDIRECT = "http://127.0.0.1/app";

    private final Map<String, String> cookies = new LinkedHashMap<>();

    /** Opens the application in a tab, logs in if Keycloak asks for it, and gives the application its tokens. */
    Tokens open(App app, String user) {
        return open(app, user, "openid");
    }

    Tokens open(App app, String user, String scope) {
        String verifier = SecretGenerator.getInstance().randomString(64);
        URI start = URI.create(app.endpoint("auth") + "?"
                + Http.encode(Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        app.clientId(),
                        "redirect_uri",
                        REDIRECT,
                        "scope",
                        scope,
                        "code_challenge",
                        challenge(verifier),
                        "code_challenge_method",
                        "S256")));
        Answer answer = remember(Http.get(start, "Cookie", cookieHeader()));
        if (answer.status() == 200) {
            String action =
                    Jsoup.parse(answer.text()).select("form#kc-form-login").attr("action");
            answer = remember(Http.postForm(
                    URI.create(action), Map.of("username", user, "password", user), "Cookie", cookieHeader()));
        }
        String code = code(consented(app, answer));
        return Tokens.of(app.call(
                "token",
                Map.of(
                        "grant_type", "authorization_code",
                        "code", code,
                        "redirect_uri", REDIRECT,
                        "code_verifier", verifier)));
    }

    /** Says yes, where Keycloak asks the user whether the application may have what it wants. */
    private Answer consented(App app, Answer answer) {
        Optional<String> page =
                answer.headers().firstValue("Location").filter(location -> location.contains("/login-actions/"));
        Answer asked = page.isPresent() ? remember(Http.get(URI.create(page.get()), "Cookie", cookieHeader())) : answer;
        Element form = Jsoup.parse(asked.text()).selectFirst("form:has([name=accept])");
        if (form == null) {
            return asked;
        }
        Map<String, String> yes =
                Map.of("accept", "Yes", "code", form.select("input[name=code]").attr("value"));
        return remember(Http.postForm(app.realm().resolve(form.attr("action")), yes, "Cookie", cookieHeader()));
    }

    private static String code(Answer answer) {
        String location = answer.headers().firstValue("Location").orElse("");
        for (String parameter : location.substring(location.indexOf('?') + 1).split("&", -1)) {
            if (parameter.startsWith("code=")) {
                return parameter.substring("code=".length());
            }
        }
        throw new AssertionError("No code: " + answer.status() + " " + location + " " + answer.text());
    }

    /** By name only: the cookies of Keycloak are marked Secure, which a real browser ignores on the loopback. */
    private Answer remember(Answer answer) {
        for (String cookie : answer.headers().allValues("Set-Cookie")) {
            String pair = cookie.substring(0, cookie.indexOf(';'));
            cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return answer;
    }

    private String cookieHeader() {
        return cookies.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("; "));
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
