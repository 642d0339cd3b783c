package dev.tokenfamily.store;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.expiration.jpa.ExpirationAction;
import org.keycloak.expiration.jpa.ExpirationHelper;
import org.keycloak.expiration.jpa.ExpirationTask;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/** Makes the tables known to Keycloak and keeps them clean: the purge, and the removal of what lost its owner. */
public final class FamilyJpaEntityProviderFactory implements JpaEntityProviderFactory {

    /** Its first ten letters name the table of Liquibase's bookkeeping. */
    static final String ID = "token-family";

    /** Names what the nodes agree on about the purge of the incidents. */
    private static final String INCIDENTS = "token-family-incidents";

    private static final Logger LOG = Logger.getLogger(FamilyJpaEntityProviderFactory.class);

    /** Few: each is needed for a millisecond at a time. */
    private static final int DEFAULT_CONNECTIONS = 10;

    private static final int DEFAULT_DAYS_OF_INCIDENTS = 90;

    private int connections;
    private int daysOfIncidents;
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
        daysOfIncidents = Math.max(1, config.getInt("incident-days", DEFAULT_DAYS_OF_INCIDENTS));
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
                schedule(factory, ID, new FamilyPurge(purgeInterval));
                schedule(factory, INCIDENTS, new IncidentPurge(daysOfIncidents));
            }
        });
    }

    private void schedule(KeycloakSessionFactory factory, String entityId, ExpirationAction purge) {
        ExpirationTask.builder()
                .withEntityId(entityId)
                .withAction(purge)
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
