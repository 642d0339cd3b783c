package dev.tokenfamily.live.client;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.network.LosingProxy;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A realm for applications that were written with a client library, and the network between them and Keycloak. */
record ClientScene(TestRealm realm, LosingProxy network, AtomicInteger clients) implements AutoCloseable {

    /** Under this profile a reuse ends the family, and the user stays logged in at Keycloak. */
    static final String FAMILY = "family";

    /** Under this one it ends the user's session. */
    static final String SESSION = "session";

    private static final int USUAL_LIFESPAN = 300;
    private static final int GRACE = 60;

    static ClientScene create(KeycloakServer server, String name) {
        TestRealm realm = TestRealm.create(server, name)
                .govern(FAMILY, Map.of("grace-period-seconds", GRACE))
                .govern(SESSION, Map.of("grace-period-seconds", GRACE, "revocation-scope", "user-session"));
        return new ClientScene(realm, LosingProxy.before(server), new AtomicInteger());
    }

    /** A public client that finds Keycloak through the network. */
    App app(String profile) {
        return app(profile, USUAL_LIFESPAN);
    }

    /** The same, with access tokens that live as long as this. */
    App app(String profile, int accessTokenSeconds) {
        String clientId = "app-" + clients.incrementAndGet();
        realm.client(clientId, profile, client -> {
            client.setPublicClient(true);
            client.setWebOrigins(List.of("*"));
            client.getAttributes().put("access.token.lifespan", Integer.toString(accessTokenSeconds));
            client.getAttributes().put("pkce.code.challenge.method", "S256");
        });
        return new App(network.through(realm.url()), clientId, null);
    }

    /** What is superseded now has no grace any more. */
    void passGrace() {
        realm.pass(GRACE + 1);
    }

    void adminLogsAliceOut() {
        AdminApi.expectSuccess(
                realm.admin().post("/" + realm.name() + "/users/" + realm.userId("alice") + "/logout", Map.of()));
    }

    /** The verdicts on a client's refreshes, in order. */
    List<String> verdicts(App app) {
        List<String> verdicts = new ArrayList<>();
        realm.events(app.clientId()).forEach(event -> verdicts.add(event.verdict()));
        Collections.reverse(verdicts);
        return verdicts;
    }

    int generation(Tokens tokens) {
        return realm.inside().row(tokens.familyId()).path("generation").asInt(-1);
    }

    String revocation(Tokens tokens) {
        return realm.inside().revocation(tokens.familyId());
    }

    @Override
    public void close() {
        network.close();
    }
}
