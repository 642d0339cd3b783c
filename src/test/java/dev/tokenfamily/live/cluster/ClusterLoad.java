package dev.tokenfamily.live.cluster;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.SteadyClients;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.promises.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Clients of all kinds on a cluster: most behave well, some are robbed, some are ended. */
final class ClusterLoad {

    private static final int WELL_BEHAVED = 15;
    private static final int LOSING_ANSWERS = 5;
    private static final int ATTACKED = 5;

    private final List<TestRealm> realms;
    private final Recorder recorder;
    private final List<LoadedClient> wellBehaved = new ArrayList<>();
    private final List<LoadedClient> robbed = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(WELL_BEHAVED + ATTACKED);
    private volatile boolean going = true;

    /** On a realm as it is reached through each node. */
    ClusterLoad(List<TestRealm> realms, Recorder recorder) {
        this.realms = realms;
        this.recorder = recorder;
    }

    void start(long seed) {
        for (int i = 0; i < WELL_BEHAVED; i++) {
            LoadedClient client = client("app", seed + i);
            if (!client.login()) {
                throw new IllegalStateException("Nobody can log in before the load starts");
            }
            wellBehaved.add(client);
            boolean losing = i < LOSING_ANSWERS;
            Random dice = new Random(seed + i);
            running.add(threads.submit(() -> behaveWell(client, losing, dice)));
        }
        for (int i = 0; i < ATTACKED; i++) {
            long number = seed + WELL_BEHAVED + i;
            LoadedClient client = client("robbed", number);
            robbed.add(client);
            running.add(threads.submit(() -> beAttacked(client, number)));
        }
    }

    private void behaveWell(LoadedClient client, boolean losing, Random dice) {
        while (going) {
            if (losing) {
                client.loseAnswer();
            } else if (dice.nextInt(4) == 0) {
                client.refreshTwice();
            } else {
                client.refresh();
            }
        }
    }

    private void beAttacked(LoadedClient client, long seed) {
        Random dice = new Random(seed);
        LoadedClient strict = client("strict", seed);
        List<AdminApi> admins =
                realms.stream().map(realm -> new AdminApi(realm.server().url())).toList();
        while (going) {
            switch (dice.nextInt(4)) {
                case 0 -> ifLoggedIn(strict, strict::race);
                case 1 -> ifLoggedIn(client, client::revokeByClient);
                case 2 ->
                    ifLoggedIn(
                            client,
                            () -> client.revokeByAdmin(admins, realms.get(0).name()));
                default -> ifLoggedIn(client, client::sufferTheft);
            }
        }
    }

    private static void ifLoggedIn(LoadedClient client, Runnable story) {
        if (client.login()) {
            story.run();
        } else {
            SteadyClients.pause(500);
        }
    }

    private LoadedClient client(String clientId, long seed) {
        List<App> apps = realms.stream()
                .map(realm -> new App(realm.url(), clientId, null))
                .toList();
        return new LoadedClient(apps, recorder, seed);
    }

    /** Waits for what is under way. A client that broke is a fault of the test. */
    void stop() {
        going = false;
        threads.shutdown();
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** What thieves are told in the end, where it does not say that they were noticed. */
    List<String> unnoticedThefts() {
        return robbed.stream()
                .flatMap(client -> client.unnoticedThefts().stream())
                .toList();
    }

    /** Those that must still be logged in. */
    Stream<LoadedClient> wellBehaved() {
        return wellBehaved.stream();
    }
}
