package dev.tokenfamily.live.store;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;

import dev.tokenfamily.family.FamilyStoreContract;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.family.WholeStore;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.testserver.StoreCall;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.TestInstance;

/** The store inside a real server, with its Hibernate and its database, whose port the tests call from outside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LiveStoreScene extends FamilyStoreContract {

    /** The realm of the {@link #owner()}. */
    final TestRealm realm;

    private final App app;
    private final String realmId;
    private final Owner owner;
    private final WholeStore store;

    LiveStoreScene(KeycloakServer server, String name) {
        this.realm = TestRealm.create(server, name).govern("default", Map.of());
        this.app = realm.publicClient("app", "default");
        this.realmId = realm.admin().read("/" + name).path("id").asText();
        this.owner = loggedIn("alice");
        URI testServer = URI.create(realm.url() + "/test-server/store/");
        this.store =
                StoreCall.through(WholeStore.class, (method, arguments) -> call(testServer.resolve(method), arguments));
    }

    private static String call(URI method, String arguments) {
        Response answer = Http.json("POST", method, arguments);
        if (answer.status() == 503) {
            throw new StoreUnavailableException(answer.text());
        }
        return expectSuccess(answer).text();
    }

    /** Of a new user session. */
    final Owner loggedIn(String user) {
        Tokens tokens = app.login(user);
        return new Owner(
                realmId,
                realm.clientUuid("app"),
                tokens.refreshClaims().path("sub").asText(),
                tokens.refreshClaims().path("sid").asText(),
                false);
    }

    @Override
    protected final WholeStore store() {
        return store;
    }

    @Override
    protected final Owner owner() {
        return owner;
    }

    @Override
    protected final Owner ownerWhoseSessionEnded() {
        Owner ended = loggedIn("bob");
        expectSuccess(realm.admin().delete("/" + realm.name() + "/sessions/" + ended.sessionId()));
        return ended;
    }

    @Override
    protected final int families() {
        return 10;
    }
}
