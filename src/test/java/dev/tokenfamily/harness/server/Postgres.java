package dev.tokenfamily.harness.server;

import dev.tokenfamily.harness.FreePort;
import dev.tokenfamily.harness.Signal;
import dev.tokenfamily.suite.Activity;
import dev.tokenfamily.suite.TimeSpent;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL as durable as in production, that a test can stop, kill and start again on the same data and port. */
public final class Postgres implements OwnDatabase.Database {

    private static final Duration START = Duration.ofMinutes(3);

    private final Path data;
    private final Map<String, String> settings;
    private final PgBinaryResolver binaries;
    private EmbeddedPostgres database;

    /** Started, with these settings of {@code postgresql.conf} besides those that make it durable. */
    public Postgres(Path data, Map<String, String> settings) {
        this(data, settings, DefaultPostgresBinaryResolver.INSTANCE);
    }

    private Postgres(Path data, Map<String, String> settings, PgBinaryResolver binaries) {
        this.data = data;
        this.settings = settings;
        this.binaries = binaries;
        this.database = open(FreePort.find());
    }

    /** The same of another version, which {@code .ci/databases} brings. */
    public static Postgres ofVersion(String version, Path data, Map<String, String> settings) {
        return new Postgres(data, settings, new PostgresBinaries(version));
    }

    /** The same, with the tables that Keycloak and the extension make at their first start. */
    public static Postgres prepared(Path data, Map<String, String> settings) {
        try {
            PreparedPostgres.into(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Postgres(data, settings);
    }

    private EmbeddedPostgres open(int port) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPgBinaryResolver(binaries)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(START)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on");
        settings.forEach(builder::setServerConfig);
        try {
            return TimeSpent.on(Activity.START, builder::start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> keycloakOptions(String applicationName) {
        String url = database.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", "");
        return List.of(
                "--db-url=" + url + "?ApplicationName=" + applicationName,
                "--db-username=postgres",
                "--db-password=postgres");
    }

    @Override
    public void stop() {
        try {
            database.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of all of its processes. */
    @Override
    public void kill() {
        Signal.send("STOP", postmaster()); // or it would start more of them meanwhile
        List<ProcessHandle> all = processes();
        all.forEach(process -> Signal.send("KILL", process));
        all.forEach(process -> process.onExit().join());
        stop();
    }

    /** All that it consists of. */
    public List<ProcessHandle> processes() {
        ProcessHandle postmaster = postmaster();
        return Stream.concat(postmaster.descendants(), Stream.of(postmaster)).toList();
    }

    private ProcessHandle postmaster() {
        return ProcessHandle.of(Long.parseLong(lines("postmaster.pid").get(0))).orElseThrow();
    }

    @Override
    public void start() {
        database = open(database.getPort());
    }

    @Override
    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public List<String> query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public OwnDatabase.Lock lock(String table) {
        try {
            Connection holder = connect();
            holder.setAutoCommit(false);
            try (Statement statement = holder.createStatement()) {
                statement.execute("lock table " + table);
            }
            return () -> ended(holder);
        } catch (SQLException e) {
            throw new IllegalStateException(table, e);
        }
    }

    private static void ended(Connection holder) {
        try {
            holder.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How programs of PostgreSQL's find it. */
    public String address() {
        return "postgresql://postgres@127.0.0.1:" + database.getPort() + "/postgres";
    }

    /** The lines of a file that it logs into, where the settings make it log into files. */
    public List<String> logged(String file) {
        return lines("log/" + file);
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(data.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As its superuser. */
    public Connection connect() throws SQLException {
        return database.getPostgresDatabase().getConnection();
    }

    @Override
    public void close() {
        stop();
    }
}
