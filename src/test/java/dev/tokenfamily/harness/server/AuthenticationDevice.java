package dev.tokenfamily.harness.server;

import com.sun.net.httpserver.HttpServer;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The device on which users approve of logins that began elsewhere (OpenID CIBA); Keycloak calls it. */
public final class AuthenticationDevice implements AutoCloseable {

    private static final String BEARER = "Bearer ";

    private final HttpServer server;
    private final AtomicReference<@Nullable String> asked = new AtomicReference<>();

    private AuthenticationDevice(HttpServer server) {
        this.server = server;
        server.createContext("/ask", exchange -> {
            exchange.getRequestBody().readAllBytes();
            asked.set(exchange.getRequestHeaders().getFirst("Authorization").substring(BEARER.length()));
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        server.start();
    }

    /** On that address of this machine, by which Keycloak calls it. */
    public static AuthenticationDevice at(String host) {
        try {
            return new AuthenticationDevice(HttpServer.create(new InetSocketAddress(host, 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The option that tells Keycloak about it. */
    public String option() {
        return "--spi-ciba-auth-channel--ciba-http-auth-channel--http-authentication-channel-uri=http://"
                + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + "/ask";
    }

    /** The user approves of the last login that the device was asked about. */
    public void approve() {
        String token = Objects.requireNonNull(asked.getAndSet(null), "Keycloak has not asked");
        String realm = Tokens.claims(token).path("iss").asText();
        Response answer = Http.json(
                "POST",
                URI.create(realm + "/protocol/openid-connect/ext/ciba/auth/callback"),
                "{\"status\":\"SUCCEED\"}",
                "Authorization",
                BEARER + token);
        AdminApi.expectSuccess(answer);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
