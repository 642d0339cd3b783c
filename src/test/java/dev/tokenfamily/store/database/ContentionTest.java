package dev.tokenfamily.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.OracleDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.dialect.SQLServerDialect;
import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContentionTest {

    private static Contention of(String product) {
        return Contention.of(dialect(product));
    }

    private static Dialect dialect(String product) {
        return switch (product) {
            case "PostgreSQL" -> new PostgreSQLDialect();
            case "MariaDB" -> new MariaDBDialect();
            case "MySQL", "TiDB" -> new MySQLDialect();
            case "Oracle" -> new OracleDialect();
            case "SQL Server" -> new SQLServerDialect();
            default -> new H2Dialect();
        };
    }

    @Nested
    final class GivenOthersWereInTheWay {

        @ParameterizedTest
        @CsvSource({
            "PostgreSQL, 40001, 0",
            "PostgreSQL, 40P01, 0",
            "MariaDB, 40001, 1213",
            "MariaDB, HY000, 1020",
            "MySQL, 40001, 1213",
            "MySQL, 40000, 3101",
            "TiDB, HY000, 9007",
            "TiDB, HY000, 8028",
            "TiDB, HY000, 8002",
            "Oracle, 61000, 60",
            "Oracle, 61000, 4020",
            "Oracle, 72000, 8177",
            "SQL Server, 40001, 1205",
            "SQL Server, S0005, 3960",
            "H2, 40001, 40001",
            "H2, 90131, 90131"
        })
        void thenItIsTriedAgain(String product, String state, int code) {
            SQLException sacrificed = new SQLException("sacrificed", state, code);
            assertThat(of(product).caused(sacrificed)).isTrue();
            assertThat(of(product).caused(wrapped(sacrificed))).isTrue();
        }
    }

    /** As Hibernate does. */
    private static RuntimeException wrapped(SQLException failure) {
        return new IllegalStateException(new GenericJDBCException("could not execute statement", failure));
    }

    @Nested
    final class GivenAnotherFailure {

        /** A lock that is waited for in vain is waited for again at the same price; what means that to one is a deadlock to another. */
        @ParameterizedTest
        @CsvSource({
            "PostgreSQL, 55P03, 0",
            "PostgreSQL, 23505, 0",
            "PostgreSQL, 08006, 60",
            "MariaDB, HY000, 1205",
            "MySQL, 40001, 1205",
            "MariaDB, 23000, 1062",
            "MySQL, HY000, 60",
            "Oracle, 23000, 1",
            "Oracle, 61000, 54",
            "Oracle, 72000, 1020",
            "SQL Server, S0001, 1222",
            "SQL Server, 23000, 2627",
            "H2, HYT00, 50200"
        })
        void thenItIsNotTriedAgain(String product, String state, int code) {
            assertThat(of(product).caused(new SQLException("failed", state, code)))
                    .isFalse();
        }

        @Test
        void thenAnExceptionWithoutAStateIsNone() {
            assertThat(of("MariaDB").caused(new SQLException())).isFalse();
            assertThat(of("MariaDB").caused(new IllegalStateException())).isFalse();
        }
    }

    @Nested
    final class WhenTried {

        private final List<Integer> attempts = new ArrayList<>();

        @Test
        void givenItSucceedsThenNoMore() throws SQLException {
            assertThat(of("MariaDB").survived(() -> failingUntil(4))).isEqualTo(4);
            assertThat(attempts).hasSize(4);
        }

        @Test
        void givenItNeverSucceedsThenNotForEver() {
            assertThatThrownBy(() -> of("MariaDB").survived(() -> failingUntil(Integer.MAX_VALUE)))
                    .isInstanceOf(SQLException.class);
            assertThat(attempts).hasSize(10);
        }

        @Test
        void givenItFailsOtherwiseThenNotAgain() {
            assertThatThrownBy(() -> of("PostgreSQL").survived(() -> failingUntil(4)))
                    .isInstanceOf(SQLException.class);
            assertThat(attempts).hasSize(1);
        }

        private int failingUntil(int attempt) throws SQLException {
            attempts.add(attempts.size());
            if (attempts.size() < attempt) {
                throw new SQLException("Record has changed since last read", "HY000", 1020);
            }
            return attempts.size();
        }
    }
}
