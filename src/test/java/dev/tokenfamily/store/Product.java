package dev.tokenfamily.store;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import liquibase.database.Database;
import liquibase.database.core.H2Database;
import liquibase.database.core.MSSQLDatabase;
import liquibase.database.core.OracleDatabase;
import liquibase.database.core.PostgresDatabase;
import org.hibernate.community.dialect.TiDBDialect;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.OracleDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.dialect.SQLServerDialect;
import org.keycloak.connections.jpa.updater.liquibase.UpdatedMariaDBDatabase;
import org.keycloak.connections.jpa.updater.liquibase.UpdatedMySqlDatabase;

/** The databases of {@code kc.sh}, as Keycloak speaks to them: by Liquibase's class, and by Hibernate's dialect. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are copies, and the functions capture nothing
public enum Product {
    POSTGRESQL(
            List.of("postgres"), PostgresDatabase::new, PostgreSQLDialect::new, new Bytes(4, 2_704, 2_704), "14", "18"),
    MARIADB(
            List.of("mariadb"),
            UpdatedMariaDBDatabase::new,
            MariaDBDialect::new,
            new Bytes(4, 3_072, 3_072),
            "10.6",
            "11.8"),
    MYSQL(List.of("mysql"), UpdatedMySqlDatabase::new, MySQLDialect::new, new Bytes(4, 3_072, 3_072), "8.0", "8.4"),
    ORACLE(List.of("oracle"), OracleDatabase::new, OracleDialect::new, new Bytes(4, 6_398, 6_398), "19", "23"),
    /** In which a column of n characters holds n bytes, whatever they are. */
    SQL_SERVER(List.of("mssql"), MSSQLDatabase::new, SQLServerDialect::new, new Bytes(1, 900, 1_700), "15", "16"),
    TIDB(List.of("tidb"), UpdatedMySqlDatabase::new, TiDBDialect::new, new Bytes(4, 3_072, 3_072), "8.5"),
    H2(
            List.of("dev-file", "dev-mem"),
            H2Database::new,
            H2Dialect::new,
            new Bytes(4, Integer.MAX_VALUE, Integer.MAX_VALUE),
            "2.4");

    private final List<String> kinds;
    private final Supplier<Database> liquibase;
    private final Function<DatabaseVersion, Dialect> dialect;
    private final Bytes bytes;
    private final List<String> versions;

    Product(
            List<String> kinds,
            Supplier<Database> liquibase,
            Function<DatabaseVersion, Dialect> dialect,
            Bytes bytes,
            String... versions) {
        this.kinds = kinds;
        this.liquibase = liquibase;
        this.dialect = dialect;
        this.bytes = bytes;
        this.versions = List.of(versions);
    }

    /**
     * What is limited in bytes.
     *
     * @param character at most in one
     * @param primaryKey at most in all columns of one
     * @param index likewise
     */
    record Bytes(int character, int primaryKey, int index) {}

    /** One that Keycloak supports: the oldest and the newest of each product. */
    public record Version(Product product, String number) {

        public Dialect dialect() {
            String[] parts = number.split("\\.", -1);
            return product.dialect.apply(
                    DatabaseVersion.make(Integer.valueOf(parts[0]), parts.length == 1 ? 0 : Integer.valueOf(parts[1])));
        }

        @Override
        public String toString() {
            return product + " " + number;
        }
    }

    /** What {@code kc.sh --db} takes for it. */
    List<String> kinds() {
        return kinds;
    }

    /** Liquibase's idea of it, as in Keycloak. */
    Database liquibase() {
        return liquibase.get();
    }

    Bytes bytes() {
        return bytes;
    }

    /** Commits before and after each statement that changes a table, whatever Liquibase thinks of it. */
    boolean commitsEachChangeOfATable() {
        return this != POSTGRESQL && this != SQL_SERVER;
    }

    /** Takes the values in {@code set} one after the other, so that a later one sees what an earlier one has set. */
    boolean setsOneAfterTheOther() {
        return this == MARIADB || this == MYSQL || this == TIDB;
    }

    public static Stream<Version> all() {
        return Stream.of(values()).flatMap(product -> product.versions.stream().map(n -> new Version(product, n)));
    }
}
