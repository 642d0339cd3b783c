package dev.tokenfamily.store;

import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.SQLServerDialect;
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

    /** The database's time in whole epoch seconds, as {@link DatabaseClock#hql} is translated. */
    static String now(SessionFactoryImplementor hibernate) {
        return now(hibernate.getJdbcServices().getDialect());
    }

    /** The same for a product. */
    static String now(Dialect dialect) {
        if (DatabaseClock.countsSeconds(dialect)) {
            return DatabaseClock.SECONDS + "()";
        }
        String epoch = dialect.extractPattern(TemporalUnit.EPOCH)
                .replace("?1", dialect.translateExtractField(TemporalUnit.EPOCH))
                .replace("?2", dialect.currentTimestampWithTimeZone());
        return "floor(" + epoch + ")";
    }

    /**
     * How many ids may stand in one statement, beside a few parameters more. A power of two, since Hibernate fills up to one.
     * SQL Server takes 2,100 parameters, and PostgreSQL's driver 65,535.
     */
    static int mostIds(Dialect dialect) {
        return dialect instanceof SQLServerDialect ? 2_048 : 32_768;
    }
}
