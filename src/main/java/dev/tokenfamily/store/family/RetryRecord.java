package dev.tokenfamily.store.family;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.TokenUse;
import dev.tokenfamily.store.database.DatabaseClock;
import dev.tokenfamily.store.database.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Records one more answer to a superseded token. One statement, so that a crowd that retries one token waits for its row no longer
 * than the database needs for each. It may leave more access tokens in the row than usually have names, which the next
 * rotation sorts out.
 */
final class RetryRecord {

    /** The streak first: MySQL takes the retries as they will be from then on. */
    private static final String SET =
            " set GRACE_STREAK = case when GRACE_RETRIES = 0 then GRACE_STREAK + 1 else GRACE_STREAK end,"
                    + " GRACE_RETRIES = GRACE_RETRIES + 1, LAST_USED_AT = ?, LAST_USED_FROM = ?";

    /** Whether there is room for one more. */
    private static final String ROOM = "(ACCESS_TOKENS is null or {fn LENGTH(ACCESS_TOKENS)} <= ?)";

    /**
     * Appended where there is room. Where there is none, those that are there lose their names, and it stands alone: until when
     * they live comes first, since MySQL takes the names as they will be.
     */
    private static final String PLUS =
            ", UNNAMED_UNTIL = case when " + ROOM + " or UNNAMED_UNTIL > ? then UNNAMED_UNTIL"
                    + " else ? end, ACCESS_TOKENS = case when ACCESS_TOKENS is null then ?"
                    + " when {fn LENGTH(ACCESS_TOKENS)} <= ? then {fn CONCAT(ACCESS_TOKENS, ?)} else ? end";

    /** Without a name from the beginning, for the row could not hold it. */
    private static final String NAMELESS =
            ", UNNAMED_UNTIL = case when UNNAMED_UNTIL > ? then UNNAMED_UNTIL else ? end";

    /** Between one retry and others of the same moment, in seconds. */
    private static final long MARGIN = 60;

    private static final String IF_ALLOWED =
            " where ID = ? and REALM_ID = ? and GENERATION = ? and HEAD_JTI = ? and REVOCATION_REASON is null"
                    + " and (? = 0 or GRACE_RETRIES < ?) and ";

    /** The streak first, here too. */
    private static final String LESS =
            " set GRACE_STREAK = case when GRACE_RETRIES = 1 then GRACE_STREAK - 1 else GRACE_STREAK end,"
                    + " GRACE_RETRIES = GRACE_RETRIES - 1"
                    + " where ID = ? and REALM_ID = ? and GENERATION = ? and HEAD_JTI = ? and REVOCATION_REASON is null"
                    + " and GRACE_RETRIES > 0";

    private final String withAccessToken;
    private final String nameless;
    private final String removal;

    /** In the words of that database. */
    RetryRecord(SessionFactoryImplementor hibernate) {
        String table = "update " + Sql.table(hibernate, FamilyEntity.class);
        String update = table + SET;
        String condition = IF_ALLOWED + Sql.now(hibernate) + " < ?";
        this.withAccessToken = update + PLUS + condition;
        this.nameless = update + NAMELESS + condition;
        this.removal = table + LESS;
    }

    /** Whether the family is as it was seen, and the terms allow another answer now. */
    boolean add(Connection connection, Family seen, GraceTerms terms, TokenUse use, AccessToken accessToken)
            throws SQLException {
        @Nullable
        String token = AccessTokensColumn.of(AccessTokens.NONE.plus(accessToken, use.at()))
                .text();
        try (PreparedStatement statement = connection.prepareStatement(token == null ? nameless : withAccessToken)) {
            int n = 0;
            statement.setLong(++n, use.at());
            statement.setString(++n, use.address());
            long namelessUntil = namelessUntil(seen, accessToken);
            if (token == null) {
                statement.setLong(++n, namelessUntil);
                statement.setLong(++n, namelessUntil);
            } else {
                int room = AccessTokensColumn.WIDTH - token.length() - 1;
                statement.setInt(++n, room);
                statement.setLong(++n, namelessUntil);
                statement.setLong(++n, namelessUntil);
                statement.setString(++n, token);
                statement.setInt(++n, room);
                statement.setString(++n, " " + token);
                statement.setString(++n, token);
            }
            statement.setString(++n, seen.id());
            statement.setString(++n, seen.owner().realmId());
            statement.setInt(++n, seen.generation());
            statement.setString(++n, seen.head().tokenId());
            statement.setInt(++n, terms.maxRetries());
            statement.setInt(++n, terms.maxRetries());
            statement.setLong(++n, DatabaseClock.toDatabase(terms.deadline()));
            return statement.executeUpdate() == 1;
        }
    }

    /** Whether there was one to take back. The time of the last use stays: it is only shown. */
    boolean remove(Connection connection, Family seen) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(removal)) {
            statement.setString(1, seen.id());
            statement.setString(2, seen.owner().realmId());
            statement.setInt(3, seen.generation());
            statement.setString(4, seen.head().tokenId());
            return statement.executeUpdate() == 1;
        }
    }

    /** Those that others have appended meanwhile were minted in the same moment, and live about as long. */
    private static long namelessUntil(Family seen, AccessToken newest) {
        return seen.accessTokens().tokens().stream()
                .mapToLong(AccessToken::expiresAt)
                .reduce(newest.expiresAt() + MARGIN, Math::max);
    }
}
