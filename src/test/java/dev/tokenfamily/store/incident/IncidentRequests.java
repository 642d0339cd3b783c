package dev.tokenfamily.store.incident;

import dev.tokenfamily.family.Owner;
import dev.tokenfamily.incident.FollowUp;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.store.family.OwnedRow;
import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** What this room asks of a database without HQL, so that a test sees what is sent. */
public final class IncidentRequests {

    private IncidentRequests() {}

    /** Looks for a row with that key. */
    public static void find(Session session, OwnedRow.Key key) {
        session.find(IncidentEntity.class, key);
    }

    /** Adds the row of that incident. */
    public static void persist(Session session, Incident incident) {
        session.persist(IncidentEntity.of(incident, FollowUp.NONE, 1));
    }

    /** Runs the statements in SQL of our own. */
    public static void runInSql(
            SessionFactoryImplementor hibernate, Connection connection, Owner owner, String familyId)
            throws SQLException {
        new RevokingIncident(hibernate).find(connection, owner, familyId);
    }
}
