package dev.tokenfamily.upgrade;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SupportedDatabaseTest {

    @Nested
    final class GivenTiDb {

        @Test
        void whenTheOptionNamesItThenTheMessageSaysWhatToDo() {
            assertThatThrownBy(() -> SupportedDatabase.require("tidb"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("does not run on TiDB")
                    .hasMessageContaining("providers/");
        }

        /** As of db=mysql, whose protocol it speaks. */
        @ParameterizedTest
        @CsvSource({"MySQL, 8.0.11-TiDB-v8.5.3", "MySQL, 5.7.25-TiDB-v6.1.0", "TiDB, 8.0.11-TiDB-v8.5.3-serverless"})
        void whenItCallsItselfMySqlThenItIsRefused(String product, String version) {
            assertThatThrownBy(() -> SupportedDatabase.require(product, version, "8.0"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("does not run on TiDB");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mariadb", "mysql", "oracle", "mssql", "dev-file", "dev-mem", ""})
    void givenAnyOtherOptionThenItStarts(String kind) {
        assertThatCode(() -> SupportedDatabase.require(kind)).doesNotThrowAnyException();
    }

    /** What drivers really say; Azure SQL Database calls itself version 12 for ever. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PostgreSQL | 14.19 (Debian 14.19-1.pgdg12+1) | 14.19",
                "PostgreSQL | 18.0 | 18.0",
                "PostgreSQL | 17.5 (EnterpriseDB Advanced Server) | 17.5",
                "MariaDB | 10.6.22-MariaDB-ubu2204-log | 10.6",
                "MariaDB | 11.4.5-MariaDB | 11.4",
                "MySQL | 5.5.5-10.11.6-MariaDB-1 | 5.5",
                "MySQL | 8.0.17 | 8.0",
                "MySQL | 8.4.6 | 8.4",
                "MySQL | 9.4.0-cloud | 9.4",
                "Oracle | Oracle Database 19c Enterprise Edition Release 19.0.0.0.0 - Production | 19.0",
                "Oracle | Oracle AI Database 26ai Free Release 23.26.0.0.0 | 23.0",
                "Microsoft SQL Server | 16.00.4115 | 16.0",
                "Microsoft SQL Server | 12.00.5701 | 12.0",
                "H2 | 2.4.240 (2025-09-22) | 2.4",
                "Something New | 0.1 | 0.1"
            })
    void givenADatabaseThatIsNewEnoughThenItStarts(String product, String version, String release) {
        assertThatCode(() -> SupportedDatabase.require(product, version, release))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PostgreSQL | 12.22 | 12.22 | PostgreSQL 13.0.0",
                "MariaDB | 10.5.29-MariaDB | 10.5 | MariaDB 10.6.0",
                "MySQL | 5.5.5-10.5.29-MariaDB | 5.5 | MariaDB 10.6.0",
                "MySQL | 8.0.16 | 8.0 | MySQL 8.0.17",
                "MySQL | 5.7.44-log | 5.7 | MySQL 8.0.17",
                "Oracle | Oracle Database 18c Express Edition | 18.0 | Oracle 19.0.0"
            })
    void givenAnOlderOneThenTheMessageSaysWhatIsNeeded(String product, String version, String release, String needed) {
        assertThatThrownBy(() -> SupportedDatabase.require(product, version, release))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs " + needed + " or later, and this is ")
                .hasMessageContaining("Upgrade the database");
    }
}
