package dev.tokenfamily.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL and MariaDB themselves are asked in {@code live.store.LiveStoreOnOwnDatabase}. */
final class DatabaseClockTest {

    /** {@code current_timestamp} is a time of the session's zone there, which is not unique. */
    @Test
    void givenMySqlOrMariaDbThenNoTimestampIsConverted() {
        assertThat(Sql.now(new MySQLDialect())).isEqualTo("unix_timestamp()");
        assertThat(Sql.now(new MariaDBDialect())).isEqualTo("unix_timestamp()");
        assertThat(DatabaseClock.hql(new MariaDBDialect())).isEqualTo("function('unix_timestamp' as Long)");
    }

    @Test
    void givenAPointOfTimeThenItsEpochIsTaken() {
        assertThat(Sql.now(new PostgreSQLDialect())).isEqualTo("floor(extract(epoch from current_timestamp))");
        assertThat(DatabaseClock.hql(new PostgreSQLDialect())).isEqualTo("floor(extract(epoch from instant))");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns"})
    void givenH2InAnyZoneThenItsTimeIsThatOfTheWorld(String zone) throws SQLException {
        assertThat(h2(zone, Sql.now(new H2Dialect()))).isCloseTo(Instant.now().getEpochSecond(), within(300L));
    }

    /** 2026-10-25T01:00:00Z is the end of summer time. */
    @ParameterizedTest
    @CsvSource({
        "2026-10-25 02:59:59+02, 1792889999",
        "2026-10-25 02:00:00+01, 1792890000",
        "2026-10-25 02:59:59.999+01, 1792893599",
        "2026-10-25 03:00:00+01, 1792893600",
        "2026-03-29 01:59:59+01, 1774745999",
        "2026-03-29 03:00:00+02, 1774746000"
    })
    void givenH2AtTheChangeOfSummerTimeThenNoHourIsLostOrTwice(String time, long epochSeconds) throws SQLException {
        String clock = Sql.now(new H2Dialect());
        String now = new H2Dialect().currentTimestampWithTimeZone();
        assertThat(clock).contains(now);
        assertThat(h2("Europe/Berlin", clock.replace(now, "timestamp with time zone '" + time + "'")))
                .isEqualTo(epochSeconds);
    }

    private static long h2(String zone, String expression) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
                Statement statement = connection.createStatement()) {
            statement.execute("set time zone '" + zone + "'");
            try (ResultSet row = statement.executeQuery("select " + expression)) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
