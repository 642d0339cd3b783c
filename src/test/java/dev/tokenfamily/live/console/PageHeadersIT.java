package dev.tokenfamily.live.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.realm.ConsoleClient;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console page on the wire: what a browser is told about it, and what it is served. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageHeadersIT {

    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
                    + " img-src 'self' data:; connect-src 'self'%s; frame-src 'self'%s; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";

    private static final String FRAME_POLICY =
            "default-src 'none'; script-src 'self'; connect-src 'none'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types lit-html";

    private static final String FILE_POLICY = "default-src 'none'; frame-ancestors 'none'";

    private final KeycloakServer server;
    private final TestRealm realm;

    PageHeadersIT(KeycloakServer server) {
        this.server = server;
        realm = ConsoleClient.in(TestRealm.create(server, "page-headers"));
    }

    private static URI page(TestRealm realm) {
        return URI.create(realm.url() + "/token-families/");
    }

    private Response get(String path) {
        return Http.get(page(realm).resolve(path));
    }

    /** Where the page has its files. */
    private URI assets() {
        Document html = Jsoup.parse(get("").text());
        return page(realm)
                .resolve(html.select("script[src$=/main.js]").attr("src"))
                .resolve(".");
    }

    private static void assertHeaders(Response response, String policy, String framing, String caching) {
        assertThat(response.headers().allValues("Content-Security-Policy")).containsExactly(policy);
        assertThat(response.headers().allValues("X-Frame-Options")).containsExactly(framing);
        assertThat(response.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(response.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(response.headers().allValues("Cross-Origin-Resource-Policy")).containsExactly("same-origin");
        assertThat(response.headers().allValues("Cache-Control")).containsExactly(caching);
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void thenThePageMayOnlyDoWhatItMust() {
        Response page = get("");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertHeaders(page, PAGE_POLICY.formatted("", ""), "DENY", "no-store");
        assertThat(page.headers().allValues("Strict-Transport-Security"))
                .containsExactly("max-age=31536000; includeSubDomains");
        assertThat(page.headers().allValues("X-Robots-Tag")).containsExactly("none");
        assertThat(page.headers().allValues("Cross-Origin-Opener-Policy")).containsExactly("same-origin-allow-popups");
        assertHeaders(get("silent"), FRAME_POLICY, "SAMEORIGIN", "no-store");
        assertHeaders(get("messages/de"), FILE_POLICY, "DENY", "no-cache");
        assertHeaders(
                Http.get(assets().resolve("main.js")), FILE_POLICY, "DENY", "public, max-age=31536000, immutable");
    }

    @Test
    void thenThePageHasNoScriptOrStyleOfItsOwn() {
        for (String html : List.of(get("").text(), get("silent").text())) {
            Document document = Jsoup.parse(html);
            assertThat(document.select("script")).allSatisfy(script -> {
                assertThat(script.attr("src")).startsWith("/");
                assertThat(script.data()).isBlank();
            });
            assertThat(document.select("style, [style], [onload], [onerror], [onclick]"))
                    .isEmpty();
        }
    }

    @Test
    void givenARealmWithHeadersOfItsOwnThenThePageKeepsItsPolicyAndTakesTheRest() {
        TestRealm own = TestRealm.create(server, "page-own-headers", settings -> {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("contentSecurityPolicy", "frame-src *; script-src * 'unsafe-inline'");
            headers.put("contentSecurityPolicyReportOnly", "default-src https://reports.example");
            headers.put("xFrameOptions", "ALLOWALL");
            headers.put("xContentTypeOptions", "");
            headers.put("referrerPolicy", "unsafe-url");
            headers.put("strictTransportSecurity", "max-age=1");
            headers.put("xRobotsTag", "noindex");
            settings.setBrowserSecurityHeaders(headers);
        });

        Response page = Http.get(page(own));

        assertHeaders(page, PAGE_POLICY.formatted("", ""), "DENY", "no-store");
        assertThat(page.headers().allValues("Content-Security-Policy-Report-Only"))
                .isEmpty();
        assertThat(page.headers().allValues("Strict-Transport-Security")).containsExactly("max-age=1");
        assertThat(page.headers().allValues("X-Robots-Tag")).containsExactly("noindex");
    }

    @Test
    void givenARealmWithAnAddressOfItsOwnThenThePageAndTheLoginAreThere() {
        TestRealm apart = TestRealm.create(
                server,
                "page-own-address",
                settings -> settings.setAttributes(Map.of("frontendUrl", "https://login.example")));

        Response page = Http.get(page(apart));

        assertHeaders(page, PAGE_POLICY.formatted("", ""), "DENY", "no-store");
        Element element = Jsoup.parse(page.text()).expectFirst("token-families");
        assertThat(element.attr("issuer")).isEqualTo("https://login.example/realms/page-own-address");
        assertThat(element.attr("admin-url")).isEqualTo("https://login.example");
        assertThat(element.attr("page-url")).isEqualTo("https://login.example/realms/page-own-address/token-families/");
    }

    @Test
    void givenAFileThenOnlyThisVersionOfItIsServed() {
        URI assets = assets();
        assertThat(Http.get(assets.resolve("main.js")).headers().firstValue("Content-Type"))
                .hasValue("text/javascript;charset=UTF-8");
        assertThat(Http.get(assets.resolve("../console/console.css")).headers().firstValue("Content-Type"))
                .hasValue("text/css;charset=UTF-8");
        assertThat(Http.get(assets.resolve("screens/incidents.js")).status()).isEqualTo(200);
        for (String other : List.of(
                "../../0123456789abcdef/console/main.js",
                "no.js",
                "../index.txt",
                "../lit-html/LICENSE",
                "..%2findex.txt",
                "%2e%2e/x")) {
            assertThat(Http.get(URI.create(assets + other).normalize()).status())
                    .as(other)
                    .isIn(400, 404);
        }
    }

    @Test
    void givenNoSlashThenTheWayToThePage() {
        Response answer = Http.get(URI.create(realm.url() + "/token-families"));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).hasValue(page(realm));
        assertThat(Http.postForm(page(realm), Map.of()).status()).isEqualTo(405);
    }
}
