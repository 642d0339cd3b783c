package dev.tokenfamily.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.dialect.SQLServerDialect;
import org.junit.jupiter.api.Test;

/** How many ids a statement may have: Keycloak lets Hibernate fill them up to a power of two. */
final class SqlTest {

    /** Those of a statement beside the ids: of the purge that postpones, {@code next}, {@code realmId} and {@code now}. */
    private static final int OTHERS = 8;

    @Test
    void givenSqlServerThenNoStatementHasMoreThan2100Parameters() {
        assertThat(parameters(new SQLServerDialect())).isLessThanOrEqualTo(2_100);
    }

    @Test
    void givenPostgresqlThenNoStatementHasMoreThan65535Parameters() {
        assertThat(parameters(new PostgreSQLDialect())).isLessThanOrEqualTo(65_535);
        assertThat(parameters(new MariaDBDialect())).isLessThanOrEqualTo(65_535);
    }

    private static int parameters(Dialect dialect) {
        int most = Sql.mostIds(dialect);
        assertThat(Integer.bitCount(most)).as("nothing is filled up").isEqualTo(1);
        return most + OTHERS;
    }
}
