package dev.tokenfamily.store.incident;

import dev.tokenfamily.family.Owner;
import dev.tokenfamily.incident.Repeat;
import dev.tokenfamily.store.database.DatabaseClock;
import dev.tokenfamily.store.database.FamilyDatabase;
import dev.tokenfamily.store.database.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Counts a token that comes again on the incident for which its family was revoked. In SQL, since a client that does not
 * give up runs it as often as others refresh.
 */
final class IncidentRepeat {

    private final Map<Repeat, String> counts;
    private final String find;

    /** In the words of that database. */
    IncidentRepeat(SessionFactoryImplementor hibernate) {
        String table = Sql.table(hibernate, IncidentEntity.class);
        String ofFamily = " where REALM_ID = ? and CLIENT_ID = ? and USER_ID = ? and IS_ENFORCED = ? and ID in ("
                + String.join(
                        ", ", Collections.nCopies(IncidentEntity.idsOf("", "").size(), "?")) + ")";
        this.counts = Map.of(
                Repeat.PRESENTATION,
                "update " + table + " set REPEATS = REPEATS + 1, LAST_REPEAT_AT = " + Sql.now(hibernate) + " + ?"
                        + ofFamily,
                Repeat.CLIENT_LOOP,
                "update " + table + " set CLIENT_LOOPS = CLIENT_LOOPS + ?" + ofFamily);
        this.find = "select ID from " + table + ofFamily;
    }

    /** The id of the incident on which it is counted now; empty where there is none. Fails rather than to wait for long. */
    Optional<String> count(Connection connection, Owner owner, String familyId, Repeat repeat) throws SQLException {
        try (PreparedStatement counting = connection.prepareStatement(Objects.requireNonNull(counts.get(repeat)))) {
            counting.setLong(1, repeat == Repeat.CLIENT_LOOP ? 1 : DatabaseClock.fromDatabase(0));
            bind(counting, 1, owner, familyId);
            return counting.executeUpdate() > 0 ? find(connection, owner, familyId) : Optional.empty();
        }
    }

    private Optional<String> find(Connection connection, Owner owner, String familyId) throws SQLException {
        try (PreparedStatement finding = connection.prepareStatement(find)) {
            bind(finding, 0, owner, familyId);
            try (ResultSet found = finding.executeQuery()) {
                return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
            }
        }
    }

    /** Binds what says which family it is, behind the parameters that are bound already. */
    private static void bind(PreparedStatement statement, int bound, Owner owner, String familyId) throws SQLException {
        statement.setQueryTimeout(FamilyDatabase.PATIENCE_SECONDS);
        int n = bound;
        statement.setString(++n, owner.realmId());
        statement.setString(++n, owner.clientId());
        statement.setString(++n, owner.userId());
        statement.setBoolean(++n, true);
        for (String id : IncidentEntity.idsOf(owner.realmId(), familyId)) {
            statement.setString(++n, id);
        }
    }
}
