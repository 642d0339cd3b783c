package dev.tokenfamily;

import dev.tokenfamily.globalrevocation.GlobalRevocationOptions;
import dev.tokenfamily.selfservice.SelfService;
import dev.tokenfamily.store.FamilyJpaEntityProvider;
import dev.tokenfamily.store.StoreOptions;
import dev.tokenfamily.telemetry.ClientTags;
import dev.tokenfamily.token.ErrorPage;
import dev.tokenfamily.upgrade.SupportedDatabase;
import dev.tokenfamily.upgrade.SupportedServer;
import dev.tokenfamily.webhook.AllowedHosts;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.common.Version;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.Provider;

/**
 * Makes our tables known to Keycloak, and has the {@link Extension} from the server's start to its stop: what needs the tables
 * lives and ends with them.
 */
public final class FamilyJpaEntityProviderFactory implements JpaEntityProviderFactory {

    private static final Logger LOG = Logger.getLogger(FamilyJpaEntityProviderFactory.class);

    private @Nullable StoreOptions options;
    private int mailsPerUserAndDay;
    private boolean logNames;
    private boolean selfService;
    private Optional<ErrorPage> errorPage = Optional.empty();
    private ClientTags clientTags = new ClientTags(0);
    private AllowedHosts webhookHosts = new AllowedHosts(List.of());
    private @Nullable GlobalRevocationOptions globalRevocation;
    private @Nullable Extension extension;

    /** The extension on that server; throws {@link NullPointerException} before {@link #postInit}. */
    static Extension extension(KeycloakSessionFactory factory) {
        FamilyJpaEntityProviderFactory own = (FamilyJpaEntityProviderFactory)
                factory.getProviderFactory(JpaEntityProvider.class, FamilyJpaEntityProvider.ID);
        return Objects.requireNonNull(own.extension, "before postInit");
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
        logNames = config.getBoolean("log-names", true);
        mailsPerUserAndDay = IncidentCouriers.mailsPerUserAndDay();
        selfService = IncidentCouriers.selfService();
        globalRevocation = GlobalRevocationOptions.read();
        errorPage = ErrorPage.of(Config.scope("refresh-token", FamilyRefreshTokenProviderFactory.ID));
        clientTags = option("metrics-clients", () -> ClientTags.of(config.get("metrics-clients")));
        webhookHosts = option("webhook-hosts", () -> webhookHosts(config.getArray("webhook-hosts")));
    }

    private static AllowedHosts webhookHosts(String @Nullable [] option) {
        return AllowedHosts.of(option == null ? List.of() : Arrays.asList(option));
    }

    /** With an option that is wrong the server does not start, and says why. */
    private static <T> T option(String name, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("The option " + name + " of token-family is wrong. " + e.getMessage(), e);
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        extension = new Extension(
                factory,
                Objects.requireNonNull(options, "before init"),
                mailsPerUserAndDay,
                logNames,
                errorPage,
                Objects.requireNonNull(globalRevocation, "before init"),
                new SelfService(selfService, Time::currentTimeSeconds),
                webhookHosts,
                clientTags);
    }

    @Override
    public void close() {
        if (extension != null) {
            extension.close();
        }
    }

    @Override
    public String getId() {
        return FamilyJpaEntityProvider.ID;
    }
}
