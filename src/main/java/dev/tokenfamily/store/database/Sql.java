package dev.tokenfamily.store.database;

import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.OracleDialect;
import org.hibernate.dialect.SQLServerDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.common.TemporalUnit;

/** What differs between databases, for the statements that are not in HQL. */
public final class Sql {

    private static final String ORACLES_EPOCH = "(sys_extract_utc(systimestamp) - timestamp '1970-01-01 00:00:00')";

    /**
     * In whole numbers. Hibernate would count in days, of which Oracle has so many digits and no more: the seconds of the
     * day that come out a little less are cut off to the one before, which are nearly half of them.
     */
    private static final String ORACLES_SECONDS = ("(extract(day from %1$s) * 86400 + extract(hour from %1$s) * 3600"
                    + " + extract(minute from %1$s) * 60 + floor(extract(second from %1$s)))")
            .formatted(ORACLES_EPOCH);

    private Sql() {}

    /** The name of the table that keeps an entity. */
    public static String table(SessionFactoryImplementor hibernate, Class<?> entity) {
        return hibernate
                .getMappingMetamodel()
                .getEntityDescriptor(entity)
                .getMappedTableDetails()
                .getTableName();
    }

    /** SQL for the database's time in whole epoch seconds, as {@link DatabaseClock#hql} is translated. */
    public static String now(SessionFactoryImplementor hibernate) {
        return now(hibernate.getJdbcServices().getDialect());
    }

    /** SQL for the time of a product's database in whole epoch seconds. */
    static String now(Dialect dialect) {
        if (DatabaseClock.countsSeconds(dialect)) {
            return DatabaseClock.SECONDS + "()";
        }
        if (dialect instanceof OracleDialect) {
            return ORACLES_SECONDS;
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
