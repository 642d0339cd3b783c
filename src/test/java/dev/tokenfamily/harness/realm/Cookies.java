package dev.tokenfamily.harness.realm;

import dev.tokenfamily.harness.Http.Response;
import java.net.HttpCookie;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What sites have a browser remember; its tabs share them. By path, which is how the realms of a server tell their cookies
 * apart, and by name: those of Keycloak are marked Secure, which a real browser ignores on the loopback.
 */
final class Cookies {

    private final Map<String, Map<String, String>> byPath = new ConcurrentHashMap<>();

    Response remember(Response answer) {
        for (String line : answer.headers().allValues("Set-Cookie")) {
            HttpCookie cookie = HttpCookie.parse(line).get(0);
            String path = Objects.requireNonNullElse(cookie.getPath(), "/");
            byPath.computeIfAbsent(path, any -> new ConcurrentHashMap<>()).put(cookie.getName(), cookie.getValue());
        }
        return answer;
    }

    /** The header's value for that page. */
    String header(URI page) {
        return byPath.entrySet().stream()
                .filter(path -> page.getPath().startsWith(path.getKey()))
                .flatMap(path -> path.getValue().entrySet().stream())
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }
}
