package dev.tokenfamily.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.store.Product;
import dev.tokenfamily.store.RenderedStatements;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The clock of all nodes, in the words of every database: whole seconds of the epoch, in whatever time zone it or we live. */
final class ClockRenderingTest {

    static Stream<Product.Version> all() {
        return Product.all();
    }

    private static String shown(Product.Version version) {
        try (RenderedStatements rendered = new RenderedStatements(version)) {
            List<String> sent = rendered.rendered("select " + DatabaseClock.hql(rendered.dialect()));
            assertThat(sent).hasSize(1);
            return sent.get(0);
        }
    }

    private static String written(Product.Version version) {
        return Sql.now(version.dialect());
    }

    private static Product.Version newest(Product product) {
        return Product.all()
                .filter(v -> v.product() == product)
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    /** What is read by one is compared with the other. */
    @ParameterizedTest
    @MethodSource("all")
    void thenItIsTheSameInHqlAndInSql(Product.Version version) {
        assertThat(shown(version)).contains(written(version));
    }

    @Nested
    final class GivenASessionInAnyTimeZone {

        /** A timestamp that has no zone would be one of the session's, which an hour in autumn has twice. */
        @ParameterizedTest
        @EnumSource(names = {"MARIADB", "MYSQL", "TIDB"})
        void thenMySqlCountsByItself(Product product) {
            assertThat(written(newest(product))).isEqualTo("unix_timestamp()");
        }

        /** From a timestamp in UTC, and in whole numbers: a fraction of a day has no end, and is cut off. */
        @ParameterizedTest
        @EnumSource(names = "ORACLE")
        void thenOracleCountsInWholeNumbers(Product product) {
            assertThat(written(newest(product)))
                    .contains("sys_extract_utc(systimestamp) - timestamp '1970-01-01 00:00:00'")
                    .doesNotContain(" as date", "date '", "trunc(", "/");
        }

        /** Of two moments that both have an offset. */
        @ParameterizedTest
        @EnumSource(names = "SQL_SERVER")
        void thenSqlServerCountsFromAMomentInUtc(Product product) {
            assertThat(written(newest(product))).contains("datediff_big(second,", "sysdatetimeoffset()");
        }

        @ParameterizedTest
        @EnumSource(names = {"POSTGRESQL", "H2"})
        void thenOthersHaveATypeForAMoment(Product product) {
            assertThat(written(newest(product))).isEqualTo("floor(extract(epoch from current_timestamp))");
        }
    }
}
