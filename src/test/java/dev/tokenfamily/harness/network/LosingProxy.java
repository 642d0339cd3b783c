package dev.tokenfamily.harness.network;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.server.KeycloakServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The bad network between applications and Keycloak. It loses the answers to refreshes when told to: Keycloak has
 * answered, and the application finds its connection closed. It can also hold refreshes until a crowd of them is there,
 * or answers until they are lost, and it counts what came by.
 */
public final class LosingProxy implements AutoCloseable {

    /** About the connection or the body as sent here, or not ours to set. */
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "content-length", "expect", "host", "http2-settings", "transfer-encoding", "upgrade");

    /** How long the first of a crowd waits for others that may not come. */
    private static final long PATIENCE_MILLIS = 500;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger toLose = new AtomicInteger();
    private final Set<String> logins = ConcurrentHashMap.newKeySet();
    private final HttpServer front;
    private final URI server;
    private Traffic traffic = Traffic.NONE;
    private volatile CyclicBarrier crowd = new CyclicBarrier(1);
    private volatile Crowd looseCrowd = new Crowd(1, 0);
    private volatile @Nullable HeldAnswers held;

    private LosingProxy(HttpServer front, URI server) {
        this.front = front;
        this.server = server;
        front.setExecutor(threads);
        front.createContext("/", this::pass);
        front.start();
    }

    public static LosingProxy before(KeycloakServer server) {
        try {
            InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            return new LosingProxy(HttpServer.create(anyPort, 0), server.url());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same page of the server, by way of this proxy. */
    public URI through(URI page) {
        return URI.create("http://127.0.0.1:" + front.getAddress().getPort() + page.getRawPath());
    }

    /** Loses the answers to as many refreshes, from now on. */
    public void loseAnswers(int refreshes) {
        toLose.set(refreshes);
    }

    /** How many of the answers that it was told to lose are not lost yet. */
    public int stillToLose() {
        return toLose.get();
    }

    /** Lets refreshes pass only in crowds of this size: none is answered before all have been sent. */
    public void gather(int refreshes) {
        crowd = new CyclicBarrier(refreshes);
    }

    /**
     * Lets the next refreshes pass together: when so many are there, or fewer that have waited for more, since a library may
     * send one for all. Those that come after them are not held.
     */
    public void gatherUpTo(int refreshes) {
        looseCrowd = new Crowd(refreshes, PATIENCE_MILLIS);
    }

    /** Lets no answer to a refresh arrive, and the application wait for it, until {@link #heal}, which loses it. */
    public void holdAnswers() {
        held = new HeldAnswers();
    }

    /** Returns when Keycloak has given an answer that is held. */
    public void awaitHeldAnswer() throws InterruptedException {
        HeldAnswers answers = held;
        if (answers == null) {
            throw new IllegalStateException("No answers are held");
        }
        answers.awaitFirst();
    }

    /** Loses and holds nothing any more. */
    public void heal() {
        toLose.set(0);
        gather(1);
        gatherUpTo(1);
        HeldAnswers answers = held;
        held = null;
        if (answers != null) {
            answers.lose();
        }
    }

    /** The refreshes so far. */
    public synchronized Traffic traffic() {
        return traffic;
    }

    /**
     * How often an application sent its user's browser to Keycloak to log in. Loading that page again does not count, nor
     * does asking in a hidden frame.
     */
    public long loginsOf(App app) {
        return logins.stream()
                .filter(query -> ("&" + query + "&").contains("&client_id=" + app.clientId() + "&"))
                .count();
    }

    private void noteLogin(URI request) {
        String query = request.getQuery() == null ? "" : request.getQuery();
        if (request.getPath().endsWith("/openid-connect/auth") && !query.contains("prompt=none")) {
            logins.add(query);
        }
    }

    private void pass(HttpExchange exchange) throws IOException {
        noteLogin(exchange.getRequestURI());
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean refresh = exchange.getRequestURI().getPath().endsWith("/token")
                    && new String(body, StandardCharsets.UTF_8).contains("grant_type=refresh_token");
            if (refresh) {
                looseCrowd.join();
                crowd.await(2, TimeUnit.MINUTES);
            }
            HttpResponse<byte[]> answer = client.send(forwarded(exchange, body), BodyHandlers.ofByteArray());
            if (refresh && isLost(answer.statusCode())) {
                return; // closing an exchange that has no answer closes the connection
            }
            answer.headers().map().forEach((name, values) -> {
                if (passes(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    private synchronized void count(Traffic more) {
        traffic = traffic.plus(more);
    }

    private boolean isLost(int status) throws InterruptedException {
        HeldAnswers answers = held;
        boolean lost = toLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0 || answers != null;
        boolean granted = status == 200;
        count(new Traffic(1, !lost && granted ? 1 : 0, !lost && !granted ? 1 : 0, lost ? 1 : 0));
        if (answers != null) {
            answers.hold();
        }
        return lost;
    }

    private HttpRequest forwarded(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        server.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body))
                .header("X-Forwarded-Host", exchange.getRequestHeaders().getFirst("Host"));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (passes(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static boolean passes(String header) {
        return !HOP_BY_HOP.contains(header.toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() {
        front.stop(0);
        threads.shutdownNow();
    }
}
