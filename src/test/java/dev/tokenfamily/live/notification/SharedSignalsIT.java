package dev.tokenfamily.live.notification;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.representations.idm.ClientRepresentation;

/** A server that is built otherwise: with Keycloak's Shared Signals, so that other systems hear of a theft, and without our console page. */
@FullRunOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedSignalsIT {

    private static final String SESSION_REVOKED = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";
    private static final String CREDENTIAL_CHANGE =
            "https://schemas.openid.net/secevent/caep/event-type/credential-change";

    private final Postgres database;
    private final DistributionServer server;
    private final TestRealm realm;
    private final SignalReceiver receiver = SignalReceiver.start();
    private final SignalReceiver other = SignalReceiver.start();

    SharedSignalsIT(@TempDir Path data) throws IOException, InterruptedException {
        database = Postgres.prepared(data, Map.of());
        List<String> options = new ArrayList<>(database.keycloakOptions());
        options.add("--spi-ssf-transmitter--default--allow-insecure-push-targets=true");
        options.add("--spi-ssf-transmitter--default--outbox-drainer-interval=1s");
        server = new DistributionServer(ServerHome.withMoreFeatures("signals"), options).start();
        realm = TestRealm.create(server, "signals", settings -> {
                    settings.setAttributes(Map.of("ssf.transmitterEnabled", "true"));
                    TestRealm.at(server, settings);
                })
                .govern("default", Map.of("grace-period-seconds", 0));
        subscribe("receiver", receiver, SESSION_REVOKED);
        subscribe("other", other, CREDENTIAL_CHANGE);
    }

    private void subscribe(String clientId, SignalReceiver to, String event) {
        realm.client(clientId, "", (ClientRepresentation client) -> {
            client.setSecret("secret");
            client.getAttributes()
                    .putAll(Map.of(
                            "ssf.enabled", "true",
                            "ssf.defaultSubjects", "ALL",
                            "ssf.autoVerifyStream", "false",
                            "ssf.validPushUrls", to.address().toString()));
        });
        AdminApi.expectSuccess(realm.admin()
                .post(
                        "/" + realm.name() + "/ssf/clients/" + clientId + "/stream",
                        Map.of(
                                "events_requested",
                                List.of(event),
                                "delivery",
                                Map.of(
                                        "method",
                                        "urn:ietf:rfc:8935",
                                        "endpoint_url",
                                        to.address().toString()))));
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
        receiver.close();
        other.close();
    }

    @Test
    void givenATheftThenWhoWantsItGetsOneSignedSessionRevoked() {
        App app = realm.publicClient("shop", "default");
        Tokens login = app.login("alice");
        Theft theft = Theft.of(app, login);

        JWTClaimsSet signal = receiver.next(realm);

        assertThat(signal.getIssuer()) // Keycloak's transmitter takes the frontend URL as it is
                .isEqualTo(server.url().toString());
        assertThat(signal.getClaim("sub_id"))
                .asInstanceOf(MAP)
                .containsEntry("format", "complex")
                .containsEntry(
                        "user",
                        Map.of("format", "iss_sub", "iss", realm.url().toString(), "sub", realm.userId("alice")))
                .containsEntry(
                        "session",
                        Map.of(
                                "format",
                                "opaque",
                                "id",
                                login.refreshClaims().path("sid").asText()));
        assertThat(signal.getClaim("events"))
                .asInstanceOf(MAP)
                .containsOnlyKeys(SESSION_REVOKED)
                .extractingByKey(SESSION_REVOKED)
                .asInstanceOf(MAP)
                .containsEntry("initiating_entity", "policy")
                .containsEntry(
                        "reason_admin",
                        Map.of("en", "A superseded refresh token was used again (stale-lineage). Revoked: family"));
        theft.again(app);
        Await.until(() -> server.logged().contains("is not signalled to other: dropped_filtered"));
        assertThat(receiver.received()).isEmpty();
        assertThat(other.received()).isEmpty();
    }

    @Test
    void givenABuildWithoutTheConsolePageThenOnlyThatIsGone() {
        for (String path : List.of("/token-families/", "/token-families", "/token-families/silent")) {
            assertThat(Http.get(URI.create(realm.url() + path)).status())
                    .as(path)
                    .isEqualTo(404);
        }
        App app = realm.publicClient("without-page", "default");
        Tokens tokens = app.refreshed(app.login("bob"));
        String resource = "/" + realm.name() + "/token-families";
        String bobs = "?userId=" + realm.userId("bob");
        assertThat(realm.admin().read(resource + bobs).findValuesAsText("id")).containsExactly(tokens.familyId());

        assertThat(realm.admin().delete(resource + "/" + tokens.familyId()).status())
                .isEqualTo(204);

        assertRefused(app.refresh(tokens.refresh()), REVOKED);
        assertThat(realm.lastEvent("without-page").verdict()).isEqualTo("revoked");
        assertThat(realm.admin().read(resource + "/history" + bobs).findValuesAsText("cause"))
                .containsExactly("admin-revocation");
    }
}
