package dev.tokenfamily.store.family;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.store.database.DatabaseClock;
import dev.tokenfamily.store.database.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Replaces a row by its successor, takes that back, or leaves it, if the row is as the caller saw it. In SQL, since every
 * refresh
 * runs it: Hibernate translates an HQL update anew each time ({@code SqmInterpretationsKey.generateNonSelectKey}), at the
 * price of a tenth of a millisecond.
 */
final class FamilyReplacement {

    /** Neither how long the row is kept nor how long nameless access tokens live is ever shortened. */
    private static final String SET = " set GENERATION = ?, HEAD_JTI = ?, HEAD_IAT = ?, HEAD_EXP = ?, ROTATED_AT = ?,"
            + " ROTATED_FROM = ?, ROTATED_BY = ?, GRACE_UNTIL = ?, GRACE_MAX_RETRIES = ?, GRACE_ADDRESS_BOUND = ?,"
            + " GRACE_BINDING = ?, GRACE_RETRIES = ?, GRACE_STREAK = ?, SUPERSESSION = ?, GRACE_BURST = ?, LAST_USED_AT = ?,"
            + " LAST_USED_FROM = ?,"
            + " ACCESS_TOKENS = ?, UNNAMED_UNTIL = case when UNNAMED_UNTIL > ? then UNNAMED_UNTIL else ? end,"
            + " CATCH_UPS = ?, LATE_RECOVERIES = ?, RECOVERED_AT = ?, KEEP_UNTIL = case when KEEP_UNTIL > ? then KEEP_UNTIL else ? end,"
            + " IS_ENDLESS = case when IS_ENDLESS = ? then IS_ENDLESS else ? end";

    private static final String IF_ACTIVE_HEAD =
            " where ID = ? and REALM_ID = ? and GENERATION = ? and HEAD_JTI = ? and GRACE_RETRIES = ?"
                    + " and REVOCATION_REASON is null";

    private final String anytime;
    private final String inTime;
    private final String removal;
    private final String search;

    /** In the words of that database. */
    FamilyReplacement(SessionFactoryImplementor hibernate) {
        String table = Sql.table(hibernate, FamilyEntity.class);
        this.removal = "delete from " + table + IF_ACTIVE_HEAD;
        this.search = "select 1 from " + table + IF_ACTIVE_HEAD;
        this.anytime = "update " + table + SET + IF_ACTIVE_HEAD;
        this.inTime = anytime + " and " + Sql.now(hibernate) + " <= ?";
    }

    /** Only while the successor is fresh. */
    boolean advance(Connection connection, Family from, Family to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(inTime)) {
            int bound = bindExpected(statement, bindRow(statement, to), from);
            statement.setLong(bound + 1, DatabaseClock.toDatabase(to.freshUntil()));
            return statement.executeUpdate() == 1;
        }
    }

    /** Puts {@code before} in the place of {@code after}, at any time, unless somebody has been answered from it. */
    boolean restore(Connection connection, Family before, Family after) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(anytime)) {
            bindExpected(statement, bindRow(statement, before), after);
            return statement.executeUpdate() == 1;
        }
    }

    /** Removes a first row, unless a retry has been answered from it. */
    boolean remove(Connection connection, Family first) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(removal)) {
            bindExpected(statement, 0, first);
            return statement.executeUpdate() == 1;
        }
    }

    /** Whether the row is as expected: active, with the same generation, head and retries. */
    boolean finds(Connection connection, Family expected) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(search)) {
            bindExpected(statement, 0, expected);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Returns how many parameters are bound. */
    private static int bindRow(PreparedStatement statement, Family to) throws SQLException {
        FamilyEntity row = FamilyEntity.of(to);
        int n = 0;
        statement.setInt(++n, row.generation);
        statement.setString(++n, row.headTokenId);
        statement.setLong(++n, row.headIssuedAt);
        statement.setObject(++n, row.headExpiresAt, Types.BIGINT);
        statement.setLong(++n, row.rotatedAt);
        statement.setString(++n, row.rotatedFrom);
        statement.setString(++n, row.rotatedBy);
        statement.setLong(++n, row.graceUntil);
        statement.setInt(++n, row.graceMaxRetries);
        statement.setBoolean(++n, row.graceAddressBound);
        statement.setString(++n, row.graceBinding);
        statement.setInt(++n, row.graceRetries);
        statement.setInt(++n, row.graceStreak);
        statement.setString(++n, row.supersession.name());
        statement.setString(++n, row.graceBurst);
        statement.setLong(++n, row.lastUsedAt);
        statement.setString(++n, row.lastUsedFrom);
        statement.setString(++n, row.accessTokens);
        statement.setLong(++n, row.accessTokensUnnamedUntil);
        statement.setLong(++n, row.accessTokensUnnamedUntil);
        statement.setInt(++n, row.catchUps);
        statement.setObject(++n, row.lateRecoveries, Types.INTEGER);
        statement.setObject(++n, row.recoveredAt, Types.BIGINT);
        statement.setLong(++n, row.keepUntil);
        statement.setLong(++n, row.keepUntil);
        statement.setBoolean(++n, true);
        statement.setBoolean(++n, row.endless);
        return n;
    }

    /** After those that are bound; returns how many are then. */
    private static int bindExpected(PreparedStatement statement, int bound, Family expected) throws SQLException {
        int n = bound;
        statement.setString(++n, expected.id());
        statement.setString(++n, expected.owner().realmId());
        statement.setInt(++n, expected.generation());
        statement.setString(++n, expected.head().tokenId());
        statement.setInt(++n, expected.grace().retries());
        return n;
    }
}
