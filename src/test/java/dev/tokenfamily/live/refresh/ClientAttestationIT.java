package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.realm.RefreshAssertions.NOT_ALLOWED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertGranted;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefusal;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Attestation;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Clients whose instances authenticate by an attested key, which is an experimental feature of Keycloak's. */
@FullRunOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientAttestationIT {

    private final Postgres database;
    private final DistributionServer server;
    private final TestRealm realm;
    private final Attestation attester;

    ClientAttestationIT(@TempDir Path data) throws IOException, InterruptedException {
        database = Postgres.prepared(data, Map.of());
        server = new DistributionServer(ServerHome.withMoreFeatures("attestation"), database.keycloakOptions()).start();
        realm = TestRealm.create(server, "attestation", settings -> TestRealm.at(server, settings))
                .govern("key", Map.of("grace-period-seconds", 60, "grace-binding", "key"));
        attester = Attestation.trustedBy(realm);
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
    }

    /** Keycloak itself binds the tokens to the key. In events of such clients it leaves their names out. */
    @Test
    void givenAttestedInstancesWhenTheOneThatRotatedRetriesThenItGetsTheSuccessorAndNoOtherDoes() {
        App app = realm.client("attested", "key", attester::require);
        App owner = app.with(attester.newInstance(app));
        Tokens first = owner.login("alice");
        Tokens lost = owner.refreshed(first);

        assertThat(app.with(attester.newInstance(app)).refresh(first.refresh()).status())
                .isEqualTo(400);
        assertThat(owner.refreshed(first).refresh()).isEqualTo(lost.refresh());
        assertGranted(realm.events("REFRESH_TOKEN", "alice").get(0), "grace_retry", first.familyId(), 0);

        realm.pass(61);
        assertRefused(owner.refresh(first.refresh()), REUSED);
        assertRefusal(realm.events("REFRESH_TOKEN_ERROR", "alice").get(0), "reuse", first.familyId(), 0);
    }

    /** Keycloak writes its key into the tokens, although nobody proved to have it. */
    @Test
    void givenAClientWithASecretWhenItsAttestationIsOnlyACopyThenItsKeyBindsNothing() {
        App app = realm.client("secret", "key", client -> {
            client.setSecret("secret");
            attester.trust(client);
        });
        App copying = app.with(attester.copied(app));
        Tokens first = copying.login("bob");
        assertThat(first.refreshClaims().path("cnf").path("jkt").isTextual()).isTrue();
        Tokens head = copying.refreshed(first);

        assertRefused(copying.refresh(first.refresh()), NOT_ALLOWED);
        assertRefusal(realm.lastEvent("secret"), "grace_refused", first.familyId(), 0);
        assertThat(copying.refreshed(head).generation()).isEqualTo(2);
    }
}
