package dev.tokenfamily.live.revocation;

import com.sun.net.httpserver.HttpServer;
import dev.tokenfamily.harness.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An application's back-channel logout endpoint. */
final class LogoutReceiver implements AutoCloseable {

    private final HttpServer server;
    private final BlockingQueue<String> sessions = new LinkedBlockingQueue<>();

    private LogoutReceiver(HttpServer server) {
        this.server = server;
        server.createContext("/logout", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String logoutToken = form.substring("logout_token=".length());
            sessions.add(Tokens.claims(logoutToken).path("sid").asText());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    /** On that address of this machine, by which Keycloak calls it. */
    static LogoutReceiver at(String host) {
        try {
            return new LogoutReceiver(HttpServer.create(new InetSocketAddress(host, 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + "/logout";
    }

    /** The {@code sid} of the next logout token, waiting for it. */
    String received() {
        try {
            String session = sessions.poll(2, TimeUnit.MINUTES);
            if (session == null) {
                throw new AssertionError("No logout token came");
            }
            return session;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
