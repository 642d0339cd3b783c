package dev.tokenfamily.store;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.expiration.jpa.ExpirationHelper;
import org.keycloak.expiration.jpa.ExpirationTask;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/** Makes the table known to Keycloak and keeps it clean: the purge, and the removal of what lost its owner. */
public final class FamilyJpaEntityProviderFactory implements JpaEntityProviderFactory {

    /** Its first ten letters name the table of Liquibase's bookkeeping. */
    static final String ID = "token-family";

    private static final Logger LOG = Logger.getLogger(FamilyJpaEntityProviderFactory.class);

    /** Few: each is needed for a millisecond at a time. */
    private static final int DEFAULT_CONNECTIONS = 10;

    private int connections;
    private @Nullable FamilyDatabase database;
    private @Nullable Heartbeat heartbeat;
    private int purgeInterval;
    private int purgeTimeout;
    private int purgeBatch;

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new FamilyJpaEntityProvider();
    }

    @Override
    public void init(Config.Scope config) {
        connections = config.getInt("pool-max-size", DEFAULT_CONNECTIONS);
        purgeInterval = ExpirationHelper.getExpirationTaskInterval(config, LOG);
        purgeTimeout = ExpirationHelper.getExpirationTaskTimeout(config, LOG);
        purgeBatch = ExpirationHelper.getExpirationTaskMaxRemoval(config, LOG);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        Standstill standstill = new Standstill(System::nanoTime);
        heartbeat = new Heartbeat(standstill);
        FamilyDatabase own = new FamilyDatabase(factory, connections, standstill);
        database = own;
        factory.register(new OwnerRemoval(own));
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                schedulePurge(factory);
            }
        });
    }

    private void schedulePurge(KeycloakSessionFactory factory) {
        ExpirationTask.builder()
                .withEntityId(ID)
                .withAction(new FamilyPurge(purgeInterval))
                .withFactory(factory)
                .withExecutor(ExpirationHelper.expirationExecutor(factory))
                .withMaxRemoval(purgeBatch)
                .withMetrics(false)
                .withRealmExpiration(false)
                .withTimeout(purgeTimeout, TimeUnit.SECONDS)
                .withInterval(purgeInterval, TimeUnit.SECONDS)
                .build()
                .schedule();
    }

    FamilyDatabase database() {
        return Objects.requireNonNull(database, "before postInit");
    }

    @Override
    public void close() {
        if (heartbeat != null) {
            heartbeat.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @Override
    public String getId() {
        return ID;
    }
}
