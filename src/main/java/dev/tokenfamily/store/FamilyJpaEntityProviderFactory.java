package dev.tokenfamily.store;

import dev.tokenfamily.upgrade.SupportedDatabase;
import dev.tokenfamily.upgrade.SupportedServer;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.common.Version;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.Provider;

/** Makes the tables known to Keycloak, and runs the store from the server's start to its stop. */
public final class FamilyJpaEntityProviderFactory implements JpaEntityProviderFactory {

    private static final Logger LOG = Logger.getLogger(FamilyJpaEntityProviderFactory.class);

    /** Its first ten letters name the table of Liquibase's bookkeeping. */
    static final String ID = "token-family";

    private @Nullable StoreOptions options;
    private @Nullable RunningStore store;

    /** That of this server. */
    public static RunningStore running(KeycloakSessionFactory factory) {
        FamilyJpaEntityProviderFactory own =
                (FamilyJpaEntityProviderFactory) factory.getProviderFactory(JpaEntityProvider.class, ID);
        return Objects.requireNonNull(own.store, "before postInit");
    }

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new FamilyJpaEntityProvider(session);
    }

    /** So that Keycloak closes this before its Hibernate, for what was counted last is stored then. */
    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(JpaConnectionProvider.class);
    }

    @Override
    public void init(Config.Scope config) {
        SupportedServer.require(Version.VERSION);
        SupportedServer.warning(Version.VERSION).ifPresent(LOG::warn);
        SupportedDatabase.require(config.root().get("db", ""));
        options = StoreOptions.of(config);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        store = new RunningStore(factory, Objects.requireNonNull(options, "before init"));
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }

    @Override
    public String getId() {
        return ID;
    }
}
