package dev.tokenfamily.live.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of own sign-ins on the wire: where there is one, what a browser is told about it, and what it is served. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInsHeadersIT {

    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";

    private final KeycloakServer server;
    private final SignInsScene scene;

    SignInsHeadersIT(KeycloakServer server) {
        this.server = server;
        scene = SignInsScene.create(server, "my-headers", settings -> {});
    }

    private static URI page(TestRealm realm) {
        return URI.create(realm.url() + "/token-family/account/");
    }

    @Test
    void thenThePageMayOnlyDoWhatItMust() {
        Response page = Http.get(page(scene.realm()));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().allValues("Content-Security-Policy")).containsExactly(PAGE_POLICY);
        assertThat(page.headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(page.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(page.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(page.headers().allValues("Cross-Origin-Opener-Policy")).containsExactly("same-origin-allow-popups");
        assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
        Document html = Jsoup.parse(page.text());
        assertThat(html.select("script")).allSatisfy(script -> {
            assertThat(script.attr("src")).startsWith("/");
            assertThat(script.data()).isBlank();
        });
        assertThat(html.select("style, [style], [onload], [onerror], [onclick]"))
                .isEmpty();
        Element element = html.expectFirst("my-sign-ins");
        assertThat(element.attr("issuer")).isEqualTo(scene.realm().url().toString());
        assertThat(element.attr("page-url")).isEqualTo(page(scene.realm()).toString());
        assertThat(element.attr("client-id")).isEqualTo("token-family-account");
    }

    @Test
    void thenItsFilesAreServedBesideIt() {
        Document html = Jsoup.parse(Http.get(page(scene.realm())).text());
        URI files = page(scene.realm())
                .resolve(html.select("script[src$=/main.js]").attr("src"))
                .resolve("..");
        for (String file : List.of(
                "account/main.js", "account/account.css", "page/login.js", "page/page.css", "lit-html/lit-html.js")) {
            assertThat(Http.get(files.resolve(file)).status()).as(file).isEqualTo(200);
        }
        assertThat(Http.get(files.resolve("../0123456789abcdef/account/main.js"))
                        .status())
                .isEqualTo(404);
        assertThat(Http.get(page(scene.realm()).resolve("messages/de")).text()).contains("Meine Anmeldungen");
        assertThat(Http.get(page(scene.realm()).resolve("silent")).text()).contains("/page/silent.js");
    }

    @Test
    void givenNoSlashThenTheWayToThePage() {
        Response answer = Http.get(URI.create(scene.realm().url() + "/token-family/account"));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).hasValue(page(scene.realm()));
        assertThat(Http.postForm(page(scene.realm()), Map.of()).status()).isEqualTo(405);
    }

    @Test
    void givenARealmThatWasNotSetUpThenThereIsNothing() {
        TestRealm without = TestRealm.create(server, "my-headers-without");
        for (String path : List.of("", "silent", "messages/de")) {
            assertThat(Http.get(page(without).resolve(path)).status()).as(path).isEqualTo(404);
        }
    }
}
