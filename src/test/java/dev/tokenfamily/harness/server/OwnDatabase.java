package dev.tokenfamily.harness.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test class a server on a database of another kind than H2, and the database; both are stopped when the class is done. */
public abstract class OwnDatabase implements ParameterResolver {

    private final String kind;

    /** Of the kind that {@code kc.sh build --db} takes. */
    public OwnDatabase(String kind) {
        this.kind = kind;
    }

    /** A new database, running, which may keep its data in that directory. */
    public abstract Database database(Path directory);

    /** A database that is running. */
    public interface Database extends AutoCloseable {

        /** What {@code kc.sh start} needs to use it. */
        default List<String> keycloakOptions() {
            return keycloakOptions("keycloak");
        }

        /** The same for a server that is known by this name to databases that ask for one. */
        List<String> keycloakOptions(String applicationName);

        /** Runs a statement. */
        void execute(String sql);

        /** The first column of what a query gives. */
        List<String> query(String sql);

        /** Lets nobody else read or write a table, from when this returns until it is closed. */
        Lock lock(String table);

        /** In good order, as for maintenance. */
        void stop();

        /** {@code kill -9}. */
        void kill();

        /** Again, after {@link #stop} or {@link #kill}. */
        void start();

        @Override
        void close();
    }

    /** That of a table. */
    public interface Lock extends AutoCloseable {

        @Override
        void close();
    }

    @Override
    public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == KeycloakServer.class || Database.class.isAssignableFrom(type);
    }

    @Override
    public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Started started = context.getStore(ExtensionContext.Namespace.create(OwnDatabase.class))
                .getOrComputeIfAbsent(kind, key -> start(), Started.class);
        return parameter.getParameter().getType() == KeycloakServer.class ? started.server : started.database;
    }

    private Started start() {
        try {
            ServerHome home = ServerHome.installed(kind + "-store", "--db=" + kind);
            Database database = database(home.path().resolve("database"));
            List<String> options = new ArrayList<>(database.keycloakOptions());
            options.add(KeycloakRuntime.PURGE_EVERY_SECOND);
            return new Started(new DistributionServer(home, options).start(), database);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Started(KeycloakServer server, Database database) implements AutoCloseable {
        @Override
        public void close() {
            server.close();
            database.close();
        }
    }
}
