package dev.tokenfamily.live.revocation;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.harness.server.ServerHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keycloak.util.JsonSerialization;

/** A server whose operator wants the endpoint, and a realm that has been set up for it. */
final class GlobalRevocationScene implements AutoCloseable {

    static final int PER_MINUTE = 20;

    private static final String OPTIONS = "--spi-realm-restapi-extension--global-token-revocation--";

    private final Postgres database;
    private final DistributionServer server;
    private final TestRealm realm;

    GlobalRevocationScene(Path data) throws IOException, InterruptedException {
        database = Postgres.prepared(data, Map.of());
        List<String> options = new ArrayList<>(database.keycloakOptions());
        options.add(OPTIONS + "active=true");
        options.add(OPTIONS + "requests-per-minute=" + PER_MINUTE);
        server = new DistributionServer(ServerHome.installed("global-revocation", "--db=postgres"), options).start();
        realm = realm(server, "global-revocation");
        setUp(realm);
    }

    static TestRealm realm(KeycloakServer server, String name) {
        return TestRealm.create(server, name, settings -> {
                    settings.setAdminEventsEnabled(true);
                    settings.setAdminEventsDetailsEnabled(true);
                    List<String> saved = new ArrayList<>(settings.getEnabledEventTypes());
                    saved.add("CLIENT_LOGIN_ERROR");
                    settings.setEnabledEventTypes(saved);
                })
                .govern("strict", Map.of("grace-period-seconds", 0));
    }

    static Response setUp(TestRealm realm) {
        return expectSuccess(
                realm.admin().post("/" + realm.name() + "/token-families/setup", Map.of("globalRevocation", true)));
    }

    void sql(String statement) {
        database.execute(statement);
    }

    KeycloakServer server() {
        return server;
    }

    TestRealm realm() {
        return realm;
    }

    /** What became of the orders of a client, by our admin events, newest first. */
    List<JsonNode> outcomes(RevokingClient client) {
        List<JsonNode> outcomes = new ArrayList<>();
        realm.admin()
                .read("/" + realm.name() + "/admin-events?resourcePath=global-token-revocation&max=200&authClient="
                        + realm.clientUuid(client.app().clientId()))
                .forEach(event -> {
                    assertThat(event.path("resourceType").asText()).isEqualTo("TOKEN_FAMILY");
                    assertThat(event.path("operationType").asText()).isEqualTo("ACTION");
                    assertThat(event.path("authDetails").path("userId").asText())
                            .isEqualTo(client.serviceAccount());
                    outcomes.add(representation(event));
                });
        return outcomes;
    }

    private static JsonNode representation(JsonNode event) {
        try {
            return JsonSerialization.mapper.readTree(
                    event.path("representation").asText());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until so many orders of a client are carried out, and tells of the newest. */
    JsonNode outcome(RevokingClient client, int orders) {
        Await.until(() -> outcomes(client).size() >= orders);
        assertThat(outcomes(client)).hasSize(orders);
        return outcomes(client).get(0);
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }
}
