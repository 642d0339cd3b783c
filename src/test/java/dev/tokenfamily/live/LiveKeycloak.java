package dev.tokenfamily.live;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one server of this JVM: installed and started when first asked for, stopped when the JVM's tests end. */
public final class LiveKeycloak implements ParameterResolver {

    static final String PURGE_EVERY_SECOND =
            "--spi-jpa-entity-provider--token-family--expiration-task-interval-seconds=1";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KeycloakServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(LiveKeycloak.class))
                .getOrComputeIfAbsent("server", key -> new Started(), Started.class)
                .server;
    }

    private static final class Started implements AutoCloseable {

        private final KeycloakServer server;

        Started() {
            try {
                ServerHome home = ServerHome.fresh("shared")
                        .withOurJar()
                        .withTestServerJar()
                        .built("--db=dev-file");
                server = new KeycloakServer(home, PURGE_EVERY_SECOND).start();
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
        }
    }
}
