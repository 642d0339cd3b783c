package dev.tokenfamily.store.incident;

import dev.tokenfamily.family.Owner;
import dev.tokenfamily.store.database.DatabaseClock;
import dev.tokenfamily.store.database.FamilyDatabase;
import dev.tokenfamily.store.database.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Counts a token that comes again on the incident for which its family was revoked. In SQL, since a client that does not
 * give up runs it as often as others refresh.
 */
final class IncidentRepeat {

    private final String count;

    /** In the words of that database. */
    IncidentRepeat(SessionFactoryImplementor hibernate) {
        this.count = "update " + Sql.table(hibernate, IncidentEntity.class)
                + " set REPEATS = REPEATS + 1, LAST_REPEAT_AT = " + Sql.now(hibernate) + " + ?"
                + " where REALM_ID = ? and CLIENT_ID = ? and USER_ID = ? and IS_ENFORCED = ? and ID in ("
                + String.join(
                        ", ", Collections.nCopies(IncidentEntity.idsOf("", "").size(), "?")) + ")";
    }

    /** Whether there is such an incident. Fails rather than to wait for long. */
    boolean count(Connection connection, Owner owner, String familyId) throws SQLException {
        List<String> ids = IncidentEntity.idsOf(owner.realmId(), familyId);
        try (PreparedStatement statement = connection.prepareStatement(count)) {
            statement.setQueryTimeout(FamilyDatabase.PATIENCE_SECONDS);
            int n = 0;
            statement.setLong(++n, DatabaseClock.fromDatabase(0));
            statement.setString(++n, owner.realmId());
            statement.setString(++n, owner.clientId());
            statement.setString(++n, owner.userId());
            statement.setBoolean(++n, true);
            for (String id : ids) {
                statement.setString(++n, id);
            }
            return statement.executeUpdate() > 0;
        }
    }
}
