package dev.tokenfamily.store.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import io.agroal.api.configuration.supplier.AgroalConnectionPoolConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.transaction.TransactionIntegration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** A small pool of connections to the database that another pool already knows how to reach. */
final class OwnConnections implements AutoCloseable {

    /** A connection that was idle for longer may have died with its database, and is tried before it is used. */
    private static final Duration TRUSTED_IDLE = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(OwnConnections.class);

    private static final int PATIENCE_SECONDS = 2;

    private final AgroalDataSource pool;

    private OwnConnections(AgroalDataSource pool) {
        this.pool = pool;
    }

    /**
     * As the other pool's in everything but size and isolation; outside of its transactions. Connects when first used.
     *
     * <p>READ COMMITTED, whatever the database's default: no change waits for the gaps between rows, and after a change that
     * found nothing, the row is read as it is and not as it was (ADR 16).
     */
    static OwnConnections like(AgroalDataSource other, int max) throws SQLException {
        var connections = new AgroalConnectionPoolConfigurationSupplier(
                        other.getConfiguration().connectionPoolConfiguration())
                .initialSize(0)
                .minSize(0)
                .maxSize(max)
                .idleValidationTimeout(TRUSTED_IDLE)
                .connectionFactoryConfiguration(
                        connection -> connection.jdbcTransactionIsolation(TransactionIsolation.READ_COMMITTED))
                .transactionIntegration(TransactionIntegration.none());
        return new OwnConnections(AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(connections)));
    }

    Connection get() throws SQLException {
        return pool.getConnection();
    }

    /** Whether the database answers on one of them, within a moment, a question that touches no row. */
    boolean answers() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException e) {
            LOG.debug("The database does not answer", e);
            return false;
        }
    }

    /** Lets go of all that there are. */
    void renew() {
        pool.flush(AgroalDataSource.FlushMode.ALL);
    }

    @Override
    public void close() {
        pool.close();
    }
}
