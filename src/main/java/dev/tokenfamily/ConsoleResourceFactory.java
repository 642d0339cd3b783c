package dev.tokenfamily;

import dev.tokenfamily.console.ConsoleFiles;
import dev.tokenfamily.console.ConsoleResource;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/**
 * Adds the console page. Keycloak leaves it out where it is built with
 * {@code --spi-realm-restapi-extension--token-families--enabled=false}.
 */
public final class ConsoleResourceFactory implements RealmResourceProviderFactory {

    /** Null until {@link #init}. */
    private @Nullable ConsoleFiles files;

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        ConsoleFiles found = files;
        if (found == null) {
            throw new IllegalStateException("Not initialized");
        }
        return new ConsoleResourceProvider(session, found);
    }

    private record ConsoleResourceProvider(KeycloakSession session, ConsoleFiles files)
            implements RealmResourceProvider {

        @Override
        public Object getResource() {
            return new ConsoleResource(session, files);
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    @Override
    public void init(Config.Scope config) {
        files = ConsoleFiles.ofThisJar();
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
        return ConsoleResource.RESOURCE;
    }
}
