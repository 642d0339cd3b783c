package dev.tokenfamily.store.database;

import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.expiration.jpa.ExpirationAction;
import org.keycloak.expiration.jpa.ExpirationHelper;
import org.keycloak.expiration.jpa.ExpirationTask;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * How often and how much is purged, by Keycloak's own options for such tasks.
 *
 * @param intervalSeconds from one begin to the next
 * @param timeoutSeconds after which another node may take over
 * @param batch how many rows go in one transaction
 */
public record PurgeSchedule(int intervalSeconds, int timeoutSeconds, int batch) {

    private static final Logger LOG = Logger.getLogger(PurgeSchedule.class);

    /** The schedule that the options of one provider set ({@link ExpirationHelper}), or else Keycloak's defaults. */
    public static PurgeSchedule of(Config.Scope config) {
        return new PurgeSchedule(
                ExpirationHelper.getExpirationTaskInterval(config, LOG),
                ExpirationHelper.getExpirationTaskTimeout(config, LOG),
                ExpirationHelper.getExpirationTaskMaxRemoval(config, LOG));
    }

    /**
     * Has a purge run again and again, by one node at a time.
     *
     * @param name by which the nodes agree on whose turn it is
     * @param purge removes a batch of what is due
     */
    public void begin(KeycloakSessionFactory factory, String name, ExpirationAction purge) {
        ExpirationTask.builder()
                .withEntityId(name)
                .withAction(purge)
                .withFactory(factory)
                .withExecutor(ExpirationHelper.expirationExecutor(factory))
                .withMaxRemoval(batch)
                .withMetrics(false)
                .withRealmExpiration(false)
                .withTimeout(timeoutSeconds, TimeUnit.SECONDS)
                .withInterval(intervalSeconds, TimeUnit.SECONDS)
                .build()
                .schedule();
    }
}
