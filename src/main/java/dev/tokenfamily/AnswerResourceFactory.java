package dev.tokenfamily;

import dev.tokenfamily.notice.AnswerResource;
import dev.tokenfamily.page.PageFiles;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Adds what users can reach: the answers to mails, and their own sign-ins. */
public final class AnswerResourceFactory implements RealmResourceProviderFactory {

    /** Null until {@link #init}. */
    private @Nullable PageFiles files;

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        PageFiles found = files;
        if (found == null) {
            throw new IllegalStateException("Not initialized");
        }
        return new UserResourceProvider(session, found);
    }

    private record UserResourceProvider(KeycloakSession session, PageFiles files) implements RealmResourceProvider {

        @Override
        public Object getResource() {
            return new UserResource(session, Extension.of(session), files);
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    @Override
    public void init(Config.Scope config) {
        // FamilyJpaEntityProviderFactory reads the options: mails begin and end with the tables
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
        return AnswerResource.RESOURCE;
    }
}
