package dev.tokenfamily.testserver;

import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.storage.UserStorageProviderFactory;

/** Lets a realm have {@link ForeignUsers}, with a component of this id. */
public final class ForeignUsersFactory implements UserStorageProviderFactory<ForeignUsers> {

    @Override
    public ForeignUsers create(KeycloakSession session, ComponentModel component) {
        return new ForeignUsers(session, component);
    }

    @Override
    public String getId() {
        return "test-foreign-users";
    }
}
