package dev.tokenfamily;

import dev.tokenfamily.globalrevocation.GlobalRevocationResource;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Adds the resource that takes orders to end everything of a user, where the operator and the realm want it. */
public final class GlobalRevocationResourceFactory implements RealmResourceProviderFactory {

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new GlobalRevocationResourceProvider(session);
    }

    private record GlobalRevocationResourceProvider(KeycloakSession session) implements RealmResourceProvider {

        /** Null, which Keycloak answers with 404, where there is no such endpoint. */
        @Override
        public @Nullable Object getResource() {
            return Extension.of(session)
                    .orders()
                    .flatMap(orders -> orders.of(session))
                    .orElse(null);
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    @Override
    public void init(Config.Scope config) {
        // FamilyJpaEntityProviderFactory reads the options: orders begin and end with the tables
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to prepare
    }

    @Override
    public void close() {
        // holds nothing
    }

    @Override
    public String getId() {
        return GlobalRevocationResource.RESOURCE;
    }
}
