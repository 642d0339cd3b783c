package dev.tokenfamily.store;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.expiration.jpa.ExpirationAction;
import org.keycloak.expiration.jpa.ExpirationHelper;
import org.keycloak.expiration.jpa.ExpirationTask;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.Provider;

/** Makes the tables known to Keycloak and keeps them clean: the purge, and the removal of what lost its owner. */
public final class FamilyJpaEntityProviderFactory implements JpaEntityProviderFactory {

    /** Its first ten letters name the table of Liquibase's bookkeeping. */
    static final String ID = "token-family";

    /** Names what the nodes agree on about the purge of the incidents. */
    private static final String INCIDENTS = "token-family-incidents";
    /** Names what the nodes agree on about the purge of the statistics. */
    private static final String STATISTICS = "token-family-statistics";

    private static final Logger LOG = Logger.getLogger(FamilyJpaEntityProviderFactory.class);

    /** Few: each is needed for a millisecond at a time. */
    private static final int DEFAULT_CONNECTIONS = 10;

    private static final int DEFAULT_DAYS = 90;

    private static final long HEARTBEAT_MILLIS = 500;

    /** The lag of the purge is measured as often as the purge begins, but at least so often. */
    private static final int LONGEST_MEASURING_PAUSE_SECONDS = 60;

    private int connections;
    private int daysOfIncidents;
    private int daysOfStatistics;
    private @Nullable FamilyDatabase database;
    private @Nullable Daemon heartbeat;
    private @Nullable PurgeLag purgeLag;
    private @Nullable Daemon measuring;
    private @Nullable JpaStatisticStore statistics;
    private @Nullable StatisticFlush statisticFlush;
    private int purgeInterval;
    private int purgeTimeout;
    private int purgeBatch;

    /** That of this server. */
    static FamilyJpaEntityProviderFactory of(KeycloakSessionFactory factory) {
        return (FamilyJpaEntityProviderFactory) factory.getProviderFactory(JpaEntityProvider.class, ID);
    }

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new FamilyJpaEntityProvider();
    }

    /** So that Keycloak closes this before its Hibernate, for what was counted last is stored then. */
    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(JpaConnectionProvider.class);
    }

    @Override
    public void init(Config.Scope config) {
        connections = config.getInt("pool-max-size", DEFAULT_CONNECTIONS);
        daysOfIncidents = Math.max(1, config.getInt("incident-days", DEFAULT_DAYS));
        daysOfStatistics = Math.max(1, config.getInt("statistics-days", DEFAULT_DAYS));
        purgeInterval = ExpirationHelper.getExpirationTaskInterval(config, LOG);
        purgeTimeout = ExpirationHelper.getExpirationTaskTimeout(config, LOG);
        purgeBatch = ExpirationHelper.getExpirationTaskMaxRemoval(config, LOG);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        Standstill standstill = new Standstill(System::nanoTime);
        heartbeat = new Daemon("token-family-heartbeat", HEARTBEAT_MILLIS, standstill::running);
        FamilyDatabase own = new FamilyDatabase(factory, connections, standstill);
        database = own;
        PurgeLag lag = PurgeLag.in(own);
        purgeLag = lag;
        JpaStatisticStore counts = new JpaStatisticStore(own, daysOfStatistics);
        statistics = counts;
        statisticFlush = StatisticFlush.of(counts);
        factory.register(new OwnerRemoval(own));
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                schedule(factory, ID, new FamilyPurge(purgeInterval));
                schedule(factory, INCIDENTS, new IncidentPurge(daysOfIncidents));
                measuring =
                        new Daemon("token-family-purge-lag", measuringPause().toMillis(), lag::measure);
                schedule(factory, STATISTICS, new StatisticPurge(daysOfStatistics));
            }
        });
    }

    private Duration measuringPause() {
        return Duration.ofSeconds(Math.min(LONGEST_MEASURING_PAUSE_SECONDS, purgeInterval));
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

    PurgeLag purgeLag() {
        return Objects.requireNonNull(purgeLag, "before postInit");
    }

    JpaStatisticStore statistics() {
        return Objects.requireNonNull(statistics, "before postInit");
    }

    @Override
    public void close() {
        if (statisticFlush != null) {
            statisticFlush.close();
        }
        if (heartbeat != null) {
            heartbeat.close();
        }
        if (measuring != null) {
            measuring.close();
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
