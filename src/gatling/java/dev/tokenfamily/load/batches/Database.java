package dev.tokenfamily.load.batches;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.harness.Directories;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.store.family.FamilyEntity;
import dev.tokenfamily.store.family.ReplacedRows;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.Transaction;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** A PostgreSQL with the tables of the extension, whose disk takes as long as one says, where that was preloaded. */
final class Database implements AutoCloseable {

    /** No checkpoint in between, which would make one round more expensive than another. */
    private static final Map<String, String> CALM = Map.of(
            "shared_preload_libraries", "pg_stat_statements", "checkpoint_timeout", "1h", "max_wal_size", "16GB");

    private static final int PROBES = 200;

    private final Path data;
    private final Postgres postgres;
    private final SessionFactoryImplementor hibernate;

    /** Started in that directory, anew. */
    Database(Path directory) throws IOException {
        data = directory.resolve("batches-database");
        if (Files.exists(data)) {
            Directories.delete(data);
        }
        postgres = Postgres.prepared(data, new HashMap<>(CALM));
        postgres.execute("create extension if not exists pg_stat_statements");
        hibernate = new MetadataSources(new StandardServiceRegistryBuilder()
                        .applySetting("hibernate.dialect", new PostgreSQLDialect(DatabaseVersion.make(14)))
                        .applySetting("hibernate.boot.allow_jdbc_metadata_access", false)
                        .build())
                .addAnnotatedClass(FamilyEntity.class)
                .buildMetadata()
                .buildSessionFactory()
                .unwrap(SessionFactoryImplementor.class);
    }

    Postgres postgres() {
        return postgres;
    }

    ReplacedRows statements() {
        return new ReplacedRows(hibernate);
    }

    void insert(List<Family> families) throws SQLException {
        try (Connection connection = postgres.connect();
                Session session = hibernate.withOptions().connection(connection).openSession()) {
            session.setJdbcBatchSize(100);
            Transaction transaction = session.beginTransaction();
            families.forEach(family -> ReplacedRows.persist(session, family));
            transaction.commit();
        }
        postgres.execute("vacuum analyze token_family");
    }

    /** From now on, in addition to what it takes by itself. */
    void diskTakes(Duration more) throws IOException {
        Files.writeString(data.resolve("disk-delay-us"), String.valueOf(more.toNanos() / 1_000));
    }

    int port() {
        return URI.create(postgres.address()).getPort();
    }

    /** So many connections to that port, as the store has them. */
    Connections connections(int number, int port) throws SQLException {
        return Connections.open(number, "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres");
    }

    /** Whether {@link #diskTakes} has an effect. */
    boolean diskCanBeSlow() {
        return System.getenv().getOrDefault("LD_PRELOAD", "").contains("slow-disk");
    }

    /** Of a single caller at that port. */
    double roundTripMillis(int port) throws SQLException, InterruptedException {
        return millis(port, "select 1");
    }

    /** Likewise, with its round trip. */
    double commitMillis(int port) throws SQLException, InterruptedException {
        postgres.execute("create table if not exists committed (n int)");
        return millis(port, "insert into committed values (1)");
    }

    private double millis(int port, String sql) throws SQLException, InterruptedException {
        try (Connections one = connections(1, port)) {
            return one.on(connection -> millis(connection, sql));
        }
    }

    private static double millis(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
            long before = System.nanoTime();
            for (int n = 0; n < PROBES; n++) {
                statement.execute();
            }
            return (System.nanoTime() - before) / 1e6 / PROBES;
        }
    }

    @Override
    public void close() {
        hibernate.close();
        postgres.close();
    }
}
