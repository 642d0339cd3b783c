package dev.tokenfamily.live.notification;

import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * What whoever opens a link gets to know: parameters of its address and of all addresses on the page, what its forms hold, and
 * the cookies that it sets.
 */
record LinkLeaks(Map<String, String> parameters, List<String> cookies) {

    private static final List<String> PATHS = List.of(
            "authenticate",
            "reset-credentials",
            "registration",
            "required-action",
            "first-broker-login",
            "post-broker-login",
            "restart",
            "consent",
            "action-token",
            "detached-info",
            "logout-confirm");

    /** In every subset, this is enough: each one more doubles the attempts. */
    private static final int MOST = 6;

    static LinkLeaks of(Response page, URI link) {
        Map<String, String> parameters = new LinkedHashMap<>(query(link));
        Document document = Jsoup.parse(page.text());
        Stream.of("href", "action", "src")
                .flatMap(attribute -> document.select("[" + attribute + "]").eachAttr(attribute).stream())
                .filter(address -> address.contains("?"))
                .map(address -> page.page().resolve(address.replace(" ", "%20")))
                .forEach(address -> query(address).forEach(parameters::putIfAbsent));
        document.select("input").forEach(input -> parameters.putIfAbsent(input.attr("name"), input.val()));
        List<String> cookies = page.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .filter(cookie -> !cookie.startsWith("KEYCLOAK_LOCALE"))
                .toList();
        return new LinkLeaks(parameters, cookies);
    }

    /** The token in a link. */
    static String key(URI link) {
        return query(link).values().iterator().next();
    }

    private static Map<String, String> query(URI address) {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = address.getRawQuery() == null ? "" : address.getRawQuery();
        for (String pair : raw.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    /** One request of a stranger. */
    record Attempt(String method, URI uri, Map<String, String> form, String cookies) {

        Response make() {
            return method.equals("GET")
                    ? Http.get(uri, "Cookie", cookies)
                    : Http.postForm(uri, form, "Cookie", cookies);
        }
    }

    /** Each subset at each path by each method, with and without the cookies, and also as if it came from one of these clients. */
    List<Attempt> attempts(URI realm, List<String> clientIds) {
        String all = cookies.isEmpty() ? "none=none" : String.join("; ", cookies);
        List<Attempt> attempts = new ArrayList<>();
        for (Map<String, String> subset : subsets(clientIds)) {
            for (String path : PATHS) {
                URI uri = URI.create(realm + "/login-actions/" + path + "?" + Http.encode(subset));
                attempts.add(new Attempt("GET", uri, Map.of(), all));
                attempts.add(new Attempt("POST", uri, subset, all));
                if (!cookies.isEmpty()) {
                    attempts.add(new Attempt("GET", uri, Map.of(), "none=none"));
                }
            }
        }
        return attempts;
    }

    private List<Map<String, String>> subsets(List<String> clientIds) {
        List<Map.Entry<String, String>> entries = new ArrayList<>(parameters.entrySet());
        List<Map.Entry<String, String>> most = entries.subList(0, Math.min(MOST, entries.size()));
        List<Map<String, String>> subsets = new ArrayList<>();
        for (int bits = 0; bits < (1 << most.size()); bits++) {
            Map<String, String> subset = new LinkedHashMap<>();
            for (int n = 0; n < most.size(); n++) {
                if ((bits & (1 << n)) != 0) {
                    subset.put(most.get(n).getKey(), most.get(n).getValue());
                }
            }
            subsets.add(subset);
            for (String clientId : clientIds) {
                Map<String, String> more = new LinkedHashMap<>(subset);
                if (more.putIfAbsent("client_id", clientId) == null) {
                    subsets.add(more);
                }
            }
        }
        return subsets;
    }
}
