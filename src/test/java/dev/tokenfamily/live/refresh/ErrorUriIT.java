package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.realm.RefreshAssertions.EXPIRED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.NOT_ALLOWED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;

/** A server whose refusals lead to a page that explains them, beside one with the option off: nothing else differs. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ErrorUriIT {

    private static final String PAGE = "https://docs.example.org/token-family/errors";
    private static final String OPTION = "--spi-refresh-token--token-family--error-uri=";
    private static final String ORIGIN = "https://app.example";

    private final ServerHome home;
    private final Postgres database;
    private final DistributionServer server;
    private final TestRealm explaining;
    private final TestRealm silent;

    ErrorUriIT(KeycloakServer other, @TempDir Path data) throws IOException, InterruptedException {
        database = Postgres.prepared(data, Map.of());
        home = ServerHome.installed("error-uri", "--db=postgres");
        List<String> options = new ArrayList<>(database.keycloakOptions());
        options.add(OPTION + PAGE);
        server = new DistributionServer(home, options).start();
        explaining = realm(server);
        silent = realm(other);
    }

    private static TestRealm realm(KeycloakServer server) {
        return TestRealm.create(server, "error-uri")
                .govern("strict", Map.of("grace-period-seconds", 0))
                .govern("one-retry", Map.of("grace-max-retries", 1))
                .govern("short", Map.of("absolute-lifetime-seconds", 60));
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
    }

    private static App page(TestRealm realm, String name, String profile) {
        return realm.client(name, profile, client -> {
            client.setPublicClient(true);
            client.setWebOrigins(List.of(ORIGIN));
        });
    }

    private static Response fromPage(App app, Tokens tokens) {
        return app.refresh(tokens.refresh(), "Origin", ORIGIN);
    }

    /** The same in both realms. */
    private void assertExplained(String cause, String description, Function<TestRealm, Refused> scene) {
        Refused explained = scene.apply(explaining);
        Refused plain = scene.apply(silent);

        assertThat(explained.answer().text("error_uri")).isEqualTo(PAGE + "#" + cause);
        assertThat(explained.answer().text("error_description")).isEqualTo(description);
        assertThat(plain.answer().json().has("error_uri")).isFalse();
        assertThat(explained.withoutUri()).isEqualTo(plain.answer().json());
        assertThat(explained.answer().status())
                .isEqualTo(400)
                .isEqualTo(plain.answer().status());
        assertThat(explained.headers())
                .isEqualTo(plain.headers())
                .containsEntry("cache-control", List.of("no-store"))
                .containsEntry("pragma", List.of("no-cache"))
                .containsEntry("access-control-allow-origin", List.of(ORIGIN));

        assertThat(explained.told()).isEqualTo(plain.told()).isNotEmpty();
        assertThat(explained.row().path("revocation_reason"))
                .isEqualTo(plain.row().path("revocation_reason"));
        assertThat(explained.row().path("generation")).isEqualTo(plain.row().path("generation"));
    }

    @Test
    void whenATokenIsReusedThenBothThatAndWhatFollowsAreExplained() {
        assertExplained("reuse", REUSED, realm -> {
            App app = page(realm, "reuse", "strict");
            Tokens login = app.login("alice");
            app.refreshed(login);
            Refused refused = Refused.of(realm, "reuse", login.familyId(), fromPage(app, login));
            assertThat(refused.events()).hasSize(1);
            assertThat(realm.inside().revocation(login.familyId())).isEqualTo("REUSE");
            return refused;
        });
        assertExplained("revoked", REVOKED, realm -> {
            App app = page(realm, "revoked", "strict");
            Tokens login = app.login("alice");
            Tokens head = app.refreshed(login);
            app.refresh(login.refresh());
            return Refused.of(realm, "revoked", login.familyId(), fromPage(app, head));
        });
    }

    @Test
    void whenTheFamilyIsRevokedInFlightThenThatIsExplainedToo() {
        assertExplained("revoked", REVOKED, realm -> {
            App app = page(realm, "in-flight", "strict");
            Tokens head = app.refreshed(app.login("alice"));
            Response answer = app.call(
                    "token",
                    Map.of(
                            "grant_type", "refresh_token",
                            "refresh_token", head.refresh(),
                            "test_disturbance", "FAMILY_REVOKED"),
                    "Origin",
                    ORIGIN);
            Refused refused = Refused.of(realm, "in-flight", head.familyId(), answer);
            assertThat(refused.events()).hasSize(1);
            return refused;
        });
    }

    @Test
    void whenARetryIsNotAllowedThenThatIsExplainedAndTheFamilyLives() {
        assertExplained("grace_refused", NOT_ALLOWED, realm -> {
            App app = page(realm, "retrying", "one-retry");
            Tokens login = app.login("alice");
            Tokens head = app.refreshed(login);
            app.refreshed(login);
            Refused refused = Refused.of(realm, "retrying", login.familyId(), fromPage(app, login));
            assertThat(app.refreshed(head).generation()).isEqualTo(2);
            return refused;
        });
    }

    @Test
    void whenTheFamilyHasExpiredOrIsNotKnownOrCannotBeReadThenThatIsExplained() {
        assertExplained("unknown", UNKNOWN, realm -> forged(realm, "unknown", "unheard-of"));
        assertExplained("malformed", "Token family is malformed", realm -> forged(realm, "malformed", ""));
        assertExplained("expired", EXPIRED, realm -> {
            App app = page(realm, "expired", "short");
            Tokens head = app.refreshed(app.login("alice"));
            realm.pass(61);
            return Refused.of(realm, "expired", head.familyId(), fromPage(app, head));
        });
    }

    private static Refused forged(TestRealm realm, String client, String family) {
        App app = page(realm, client, "short");
        Tokens head = app.refreshed(app.login("alice"));
        String claim = "{\"id\": \"" + family + "\", \"gen\": 1, \"start\": 1, \"since\": 1}";
        Tokens forged = new Tokens(head.access(), realm.inside().forge(head.refresh(), claim));
        return Refused.of(realm, client, head.familyId(), fromPage(app, forged));
    }

    @Test
    void whenKeycloakItselfRefusesThenNothingIsAdded() {
        App app = page(explaining, "keycloaks", "strict");
        Response answer = app.refresh("garbage");
        assertThat(answer.text("error")).isEqualTo("invalid_grant");
        assertThat(answer.json().has("error_uri")).isFalse();
    }

    @Test
    void thenClientLibrariesShowIt() throws ParseException, IOException {
        App app = page(explaining, "library", "strict");
        Tokens login = app.login("alice");
        app.refreshed(login);
        String answer = fromPage(app, login).text();
        URI uri = URI.create(PAGE + "#reuse");

        assertThat(TokenErrorResponse.parse(JSONObjectUtils.parse(answer))
                        .getErrorObject()
                        .getURI())
                .isEqualTo(uri);
        assertThat(new OAuth2ErrorHttpMessageConverter()
                        .read(OAuth2Error.class, new Received(answer))
                        .getUri())
                .isEqualTo(uri.toString());
    }

    /** An answer as Spring reads it. */
    private record Received(String text) implements HttpInputMessage {

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public HttpHeaders getHeaders() {
            return new HttpHeaders();
        }
    }

    /** The last one: Keycloak's connections that broke fail once more each. */
    @Test
    @Order(Integer.MAX_VALUE)
    void whenTheDatabaseIsDownThenThatIsExplainedAndTheTokenLives() {
        App app = page(explaining, "outage", "strict");
        Tokens head = app.refreshed(app.login("alice"));

        database.stop();
        Response answer = app.refresh(head.refresh());
        database.start();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("error")).isEqualTo("temporarily_unavailable");
        assertThat(answer.text("error_uri")).isEqualTo(PAGE + "#unavailable");
        assertThat(Await.answer(() -> app.refresh(head.refresh())).status()).isEqualTo(200);
    }

    @Test
    void givenAnotherAddressThenTheServerSaysSoAndDoesNotServe() {
        List<String> options = new ArrayList<>(database.keycloakOptions());
        options.add(OPTION + PAGE + "?lang=en");
        try (DistributionServer refusing = new DistributionServer(home.twin("error-uri-refused"), options)) {
            assertThatThrownBy(refusing::start)
                    .hasMessageContaining("the option spi-refresh-token--token-family--error-uri is '" + PAGE
                            + "?lang=en'. It must be an http or https URI");
        }
    }
}
