package dev.tokenfamily.store;

import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.common.TemporalUnit;

/** What differs between databases, for the statements that are not in HQL. */
final class Sql {

    private Sql() {}

    /** Where the entities are. */
    static String table(SessionFactoryImplementor hibernate, Class<?> entity) {
        return hibernate
                .getMappingMetamodel()
                .getEntityDescriptor(entity)
                .getMappedTableDetails()
                .getTableName();
    }

    /** The database's time in whole epoch seconds, as {@link DatabaseClock#NOW} is translated. */
    static String now(SessionFactoryImplementor hibernate) {
        Dialect dialect = hibernate.getJdbcServices().getDialect();
        String epoch = dialect.extractPattern(TemporalUnit.EPOCH)
                .replace("?1", dialect.translateExtractField(TemporalUnit.EPOCH))
                .replace("?2", dialect.currentTimestampWithTimeZone());
        return "floor(" + epoch + ")";
    }
}
