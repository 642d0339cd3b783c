package dev.tokenfamily.store.family;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.GraceTerms;
import jakarta.persistence.LockModeType;
import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** What this room asks of a database without HQL, so that a test sees what is sent. */
public final class FamilyRequests {

    private FamilyRequests() {}

    /** Looks for a row, and for one to be locked. */
    public static void find(Session session, Family family) {
        OwnedRow.Key key = new OwnedRow.Key(family.id(), family.owner().realmId());
        session.find(FamilyEntity.class, key);
        session.find(FamilyEntity.class, key, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Adds the row of that family. */
    public static void persist(Session session, Family family) {
        session.persist(FamilyEntity.of(family));
    }

    /** Runs each statement in SQL of our own. */
    public static void runInSql(
            SessionFactoryImplementor hibernate, Connection connection, Family family, GraceTerms terms)
            throws SQLException {
        FamilyReplacement replacement = new FamilyReplacement(hibernate);
        replacement.advance(connection, family, family);
        replacement.restore(connection, family, family);
        replacement.remove(connection, family);
        replacement.finds(connection, family);
        RetryRecord retries = new RetryRecord(hibernate);
        retries.add(connection, family, terms, family.lastUse(), new AccessToken("id", Long.MAX_VALUE));
        retries.add(connection, family, terms, family.lastUse(), new AccessToken("not one", Long.MAX_VALUE));
        retries.remove(connection, family);
    }
}
