package dev.tokenfamily.store.incident;

import dev.tokenfamily.family.Owner;
import dev.tokenfamily.store.database.FamilyDatabase;
import dev.tokenfamily.store.database.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Optional;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** Finds the incident for which a family was revoked. In SQL, since whoever has dead tokens of many families has it run for each. */
final class RevokingIncident {

    private final String find;

    /** In the words of that database. */
    RevokingIncident(SessionFactoryImplementor hibernate) {
        this.find = "select ID from " + Sql.table(hibernate, IncidentEntity.class)
                + " where REALM_ID = ? and CLIENT_ID = ? and USER_ID = ? and IS_ENFORCED = ? and ID in ("
                + String.join(
                        ", ", Collections.nCopies(IncidentEntity.idsOf("", "").size(), "?")) + ")";
    }

    /** Its id; empty where there is none (any more). Fails rather than to wait for long. */
    Optional<String> find(Connection connection, Owner owner, String familyId) throws SQLException {
        try (PreparedStatement finding = connection.prepareStatement(find)) {
            finding.setQueryTimeout(FamilyDatabase.PATIENCE_SECONDS);
            int n = 0;
            finding.setString(++n, owner.realmId());
            finding.setString(++n, owner.clientId());
            finding.setString(++n, owner.userId());
            finding.setBoolean(++n, true);
            for (String id : IncidentEntity.idsOf(owner.realmId(), familyId)) {
                finding.setString(++n, id);
            }
            try (ResultSet found = finding.executeQuery()) {
                return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
            }
        }
    }
}
