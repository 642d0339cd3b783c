package dev.tokenfamily.live.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.ContainerServer;
import dev.tokenfamily.harness.server.Containers;
import dev.tokenfamily.harness.server.Images;
import dev.tokenfamily.harness.server.NeedsDocker;
import dev.tokenfamily.promises.Attempt.Granted;
import dev.tokenfamily.promises.Attempt.Refused;
import dev.tokenfamily.promises.Attempt.Unanswered;
import dev.tokenfamily.promises.History;
import dev.tokenfamily.promises.Recorder;
import dev.tokenfamily.suite.FullRunOnly;
import dev.tokenfamily.suite.Measured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two nodes in containers are restarted one after the other, while their clients refresh. */
@FullRunOnly
@ExtendWith(NeedsDocker.class)
class RollingRestartIT {

    private static final int CLIENTS = 4;
    private static final int SOME = 200;
    /** Much longer than a client waits for a node whose address is gone with it: a minute. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration SOON = Duration.ofMinutes(2);

    /** No load balancer tells these clients which node is there: several times they wait for one that is not. */
    private static final int GRACE_SECONDS = 300;

    private final Recorder recorder = new Recorder();

    @Test
    void whenEachNodeIsRestartedThenNoRefreshingClientIsLoggedOut() {
        String image = Images.shipped();
        try (Containers containers = new Containers("rolling");
                ContainerServer first = node(containers, image, "first");
                ContainerServer second = node(containers, image, "second")) {
            first.start();
            second.start();
            Await.until(() -> first.metric("vendor_cluster_size").startsWith("2"));
            TestRealm realm = TestRealm.create(first, "rolling", TestRealm::forLoad)
                    .govern("default", Map.of("grace-period-seconds", GRACE_SECONDS));
            App app = realm.publicClient("app", "default");
            List<App> nodes = List.of(app, app.at(realm.through(second).url()));
            List<LoadedClient> clients = IntStream.range(0, CLIENTS)
                    .mapToObj(seed -> new LoadedClient(nodes, recorder, seed))
                    .toList();
            assertThat(clients).allMatch(LoadedClient::login);

            whileRefreshing(clients, () -> restart(List.of(first, second)));

            History history = recorder.history();
            Measured.note("Rolling restart: %d granted, %d unanswered, %d refused"
                    .formatted(
                            history.count(Granted.class),
                            history.count(Unanswered.class),
                            history.count(Refused.class)));
            assertThat(history.count(Unanswered.class))
                    .as("the restarts were noticed")
                    .isPositive();
            assertThat(history.count(Refused.class)).isZero();
            assertThat(clients).allMatch(client -> Await.within(SOON, client::alive));
            assertThat(containers.database().sql("select count(*) from token_family where revoked_at is not null"))
                    .isEqualTo("0");
        }
    }

    private static ContainerServer node(Containers containers, String image, String name) {
        return containers.keycloak(name, image, "--cache=ispn", "--hostname=http://sso.example.org");
    }

    private static void whileRefreshing(List<LoadedClient> clients, Runnable action) {
        AtomicBoolean going = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(clients.size());
        List<CompletableFuture<Void>> running = clients.stream()
                .map(client -> CompletableFuture.runAsync(
                        () -> {
                            while (going.get()) {
                                client.refresh();
                            }
                        },
                        threads))
                .toList();
        try {
            action.run();
        } finally {
            going.set(false);
            threads.shutdown();
        }
        running.forEach(CompletableFuture::join);
    }

    private void restart(List<ContainerServer> nodes) {
        for (ContainerServer node : nodes) {
            awaitSomeAnswers();
            node.stop();
            awaitSomeAnswers();
            node.start();
        }
        awaitSomeAnswers();
    }

    private void awaitSomeAnswers() {
        long before = recorder.answered();
        assertThat(Await.within(PATIENCE, () -> recorder.answered() > before + SOME))
                .as("answers after a restart")
                .isTrue();
    }
}
