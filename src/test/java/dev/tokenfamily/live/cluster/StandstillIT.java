package dev.tokenfamily.live.cluster;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.SPARED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Report;
import dev.tokenfamily.harness.realm.SteadyClients;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.Cluster;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A node is stopped, and serves afterwards what was sent to it before. */
@FullRunOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandstillIT {

    private static final long STOPPED_MILLIS = 6_000;
    private static final long AFTERMATH_MILLIS = 12_000;

    private final Cluster cluster;
    private final TestRealm realm;
    private final App stopped;
    private final App running;

    StandstillIT(@TempDir Path data) throws IOException, InterruptedException {
        // or Keycloak itself would wait for the other node, where that keeps the session in its part of the cache
        cluster = new Cluster("standstill", data, "--spi-user-sessions--infinispan--use-caches=false");
        realm = TestRealm.create(cluster.node(0), "standstill").govern("default", Map.of("grace-period-seconds", 1));
        running = realm.publicClient("app", "default");
        stopped = running.at(realm.through(cluster.node(1)).url());
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    /** Sent to the node that is stopped, while the client goes on at the other. */
    private Response heldUp(Tokens login) {
        return whileGoingOn(login).answer();
    }

    /**
     * What happened.
     *
     * @param head that the client has got elsewhere
     */
    private record HeldUp(Response answer, Tokens head) {}

    private HeldUp whileGoingOn(Tokens login) {
        cluster.node(1).freeze();
        CompletableFuture<Response> sent = CompletableFuture.supplyAsync(() -> stopped.refreshOnce(login.refresh()));
        SteadyClients.pause(STOPPED_MILLIS / 2);
        Tokens head = running.refreshed(running.refreshed(login));
        SteadyClients.pause(STOPPED_MILLIS / 2);
        cluster.node(1).resume();
        return new HeldUp(sent.join(), head);
    }

    @Test
    void givenARequestThatWasHeldUpThenItIsRefusedAndItsClientGoesOn() {
        HeldUp heldUp = whileGoingOn(stopped.login("alice"));

        assertRefused(heldUp.answer(), SPARED);
        assertThat(realm.lastEvent("app").verdict()).isEqualTo("spared");
        assertThat(stopped.refreshed(heldUp.head()).generation()).isEqualTo(3);
        assertThat(cluster.node(1)
                        .metric("keycloak_token_family_refreshes_total{realm=\"standstill\",verdict=\"spared\""))
                .isNotEqualTo("none");
        Await.until(() ->
                new Report(realm).of("app").path("verdicts").path("spared").asInt() > 0);
    }

    @Test
    void givenASparedFamilyWhenTheNodeStandsStillAgainThenItIsAReuse() {
        HeldUp first = whileGoingOn(stopped.login("alice"));
        assertRefused(first.answer(), SPARED);
        SteadyClients.pause(AFTERMATH_MILLIS);
        HeldUp second = whileGoingOn(first.head());
        assertRefused(second.answer(), REUSED);
        assertRefused(running.refreshOnce(second.head().refresh()), REVOKED);
    }

    @Test
    void givenASparedTokenWhenItComesToTheOtherNodeThenItIsAReuse() {
        Tokens login = stopped.login("alice");
        assertRefused(heldUp(login), SPARED);
        assertRefused(running.refreshOnce(login.refresh()), REUSED);
    }

    @Test
    void givenASparedTokenWhenItComesLaterThenItIsAReuse() {
        Tokens login = stopped.login("alice");
        assertRefused(heldUp(login), SPARED);
        SteadyClients.pause(AFTERMATH_MILLIS);
        assertRefused(stopped.refreshOnce(login.refresh()), REUSED);
        assertRefused(stopped.refreshOnce(login.refresh()), REVOKED);
    }

    @Test
    void givenATokenSupersededLongBeforeThenItIsAReuseAtOnce() {
        SteadyClients.pause(AFTERMATH_MILLIS); // of another test's standstill
        Tokens login = stopped.login("alice");
        running.refreshed(running.refreshed(login));
        SteadyClients.pause(6_000); // its own grace period is over, too, by clocks of whole seconds
        cluster.node(1).freeze();
        SteadyClients.pause(STOPPED_MILLIS);
        cluster.node(1).resume();
        assertRefused(stopped.refreshOnce(login.refresh()), REUSED);
    }
}
