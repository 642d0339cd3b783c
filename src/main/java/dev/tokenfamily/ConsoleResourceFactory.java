package dev.tokenfamily;

import dev.tokenfamily.console.ConsolePage;
import dev.tokenfamily.page.PageFiles;
import dev.tokenfamily.page.PageResource;
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
    private @Nullable PageFiles files;

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        PageFiles found = files;
        if (found == null) {
            throw new IllegalStateException("Not initialized");
        }
        return new ConsoleResourceProvider(session, found);
    }

    private record ConsoleResourceProvider(KeycloakSession session, PageFiles files) implements RealmResourceProvider {

        @Override
        public Object getResource() {
            return new PageResource(session, ConsolePage.served(), files);
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    @Override
    public void init(Config.Scope config) {
        files = PageFiles.ofThisJar();
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
        return ConsolePage.RESOURCE;
    }
}
