package dev.tokenfamily;

import dev.tokenfamily.notice.AnswerResource;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Adds what users can reach: the answers to mails, and their own sign-ins. */
public final class AnswerResourceFactory implements RealmResourceProviderFactory {

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new UserResourceProvider(session);
    }

    private record UserResourceProvider(KeycloakSession session) implements RealmResourceProvider {

        @Override
        public Object getResource() {
            return new UserResource(session, Extension.of(session));
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    @Override
    public void init(Config.Scope config) {
        // FamilyJpaEntityProviderFactory reads the option: mails begin and end with the tables, but not without this
        // page
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
