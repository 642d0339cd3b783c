package dev.tokenfamily.live;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one server of this JVM, and the device that it asks about logins: installed and started when first
 * asked for, stopped when the JVM's tests end.
 */
public final class LiveKeycloak implements ParameterResolver {

    static final String PURGE_EVERY_SECOND =
            "--spi-jpa-entity-provider--token-family--expiration-task-interval-seconds=1";

    /** The proxy says in a header which certificate the client has (RFC 9440); without the header, it has none. */
    private static final String CERTIFICATES_FROM_PROXY = "--spi-x509cert-lookup--provider=rfc9440";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == KeycloakServer.class || type == AuthenticationDevice.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Started started = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(LiveKeycloak.class))
                .getOrComputeIfAbsent("server", key -> new Started(), Started.class);
        return parameter.getParameter().getType() == KeycloakServer.class ? started.server : started.device;
    }

    private static final class Started implements AutoCloseable {

        private final AuthenticationDevice device = AuthenticationDevice.start();
        private final KeycloakServer server;

        Started() {
            try {
                ServerHome home = ServerHome.fresh("shared")
                        .withOurJar()
                        .withTestServerJar()
                        .built("--db=dev-file", CERTIFICATES_FROM_PROXY);
                server = new DistributionServer(home, PURGE_EVERY_SECOND, device.option()).start();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            server.close();
            device.close();
        }
    }
}
