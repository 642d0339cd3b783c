package dev.tokenfamily.live.refresh;

import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.SteadyClients;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.Postgres;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What strangers do to a server, each kind again and again until this is closed. */
final class Attack implements AutoCloseable {

    private static final int CROWD = 1_000;
    private static final int SLOW_BODIES = 40;
    private static final long SLOWLY_MILLIS = 4_000;
    private static final int LOGINS = 20;
    private static final int HEADERS = 3;
    private static final String HEADER = "x".repeat(20 * 1024 * 1024);
    private static final int WAITING_FOR_LOCK = 20;
    private static final int LOCK_SECONDS = 4;
    private static final int PATIENCE_SECONDS = 120;

    private final App strangers;
    private final App costly;
    private final Postgres database;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger crowds = new AtomicInteger();
    private final AtomicInteger slowBodies = new AtomicInteger();
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger headers = new AtomicInteger();
    private final AtomicInteger locks = new AtomicInteger();
    private volatile boolean going = true;

    private Attack(App strangers, App costly, Postgres database) {
        this.strangers = strangers;
        this.costly = costly;
        this.database = database;
    }

    static Attack on(KeycloakServer server, Postgres database) {
        App strangers = TestRealm.create(server, "strangers", TestRealm::forLoad)
                .govern("default", Map.of())
                .publicClient("app", "default");
        App costly = TestRealm.create(server, "costly", settings -> {
                    TestRealm.forLoad(settings);
                    settings.setPasswordPolicy("hashAlgorithm(pbkdf2-sha512) and hashIterations(210000)");
                })
                .publicClient("app", "");
        return new Attack(strangers, costly, database);
    }

    static Map<String, String> login(String user, String password) {
        return Map.of("grant_type", "password", "username", user, "password", password, "scope", "openid");
    }

    void begin() {
        List<Tokens> tokens =
                IntStream.range(0, 10).mapToObj(i -> strangers.login("alice")).toList();
        besides(1, () -> crowd(tokens));
        besides(1, () -> slowly("revoke", Map.of("token", tokens.get(0).refresh())));
        besides(1, () -> slowly("token", refresh(tokens.get(1))));
        besides(LOGINS, this::logInAtGreatCost);
        besides(HEADERS, () -> sendHeaders(tokens.get(2)));
        besides(1, this::waitForLockedRow);
    }

    /** So many do this as long as it lasts. */
    void besides(int callers, Runnable deed) {
        for (int i = 0; i < callers; i++) {
            threads.execute(() -> {
                while (going) {
                    attempt(deed);
                }
            });
        }
    }

    private static void attempt(Runnable deed) {
        try {
            deed.run();
        } catch (UncheckedIOException | CompletionException | AssertionError noAnswer) {
            SteadyClients.pause(100); // the server refuses what it cannot serve, as it may
        } catch (IllegalStateException interrupted) {
            Thread.currentThread().interrupt(); // it is over
        }
    }

    private void crowd(List<Tokens> tokens) {
        Callers.atOnce(CROWD, i -> {
            attempt(() -> strangers.refresh(tokens.get(i % tokens.size()).refresh()));
            return i;
        });
        crowds.incrementAndGet();
    }

    private static Map<String, String> refresh(Tokens tokens) {
        return Map.of("grant_type", "refresh_token", "refresh_token", tokens.refresh());
    }

    private void slowly(String endpoint, Map<String, String> form) {
        List<CompletableFuture<HttpResponse<String>>> sent = IntStream.range(0, SLOW_BODIES)
                .mapToObj(
                        i -> SlowBody.send(strangers.endpoint(endpoint), strangers.authenticated(form), SLOWLY_MILLIS))
                .toList();
        sent.forEach(CompletableFuture::join);
        slowBodies.addAndGet(SLOW_BODIES);
    }

    private void logInAtGreatCost() {
        costly.call("token", login("alice", "wrong"));
        logins.incrementAndGet();
    }

    private void sendHeaders(Tokens tokens) {
        strangers.refresh(tokens.refresh(), "User-Agent", HEADER);
        headers.incrementAndGet();
    }

    private void waitForLockedRow() {
        Tokens locked = strangers.refreshed(strangers.login("bob"));
        CompletableFuture<Void> lock = CompletableFuture.runAsync(
                () -> database.execute("begin; select 1 from token_family where id = '" + locked.familyId()
                        + "' for update; select pg_sleep(" + LOCK_SECONDS + "); commit"),
                threads);
        SteadyClients.pause(200);
        Callers.atOnce(WAITING_FOR_LOCK, i -> {
            attempt(() -> strangers.refresh(locked.refresh()));
            return i;
        });
        lock.join();
        locks.incrementAndGet();
    }

    /** And waits until nobody attacks any more. */
    @Override
    public void close() {
        going = false;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "%d crowds of %d, %d slow bodies, %d costly logins, %d headers of 20 MB, a row locked %d times"
                .formatted(crowds.get(), CROWD, slowBodies.get(), logins.get(), headers.get(), locks.get());
    }
}
