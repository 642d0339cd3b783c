package dev.tokenfamily;

import dev.tokenfamily.notice.IncidentRequiredAction;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Demands at a login what an incident left due, in the realms where it is registered. */
public final class IncidentRequiredActionFactory implements RequiredActionFactory {

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return new IncidentRequiredAction(Extension.of(session).incidents());
    }

    @Override
    public String getDisplayText() {
        return IncidentRequiredAction.NAME;
    }

    @Override
    public void init(Config.Scope config) {
        // nothing to configure
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // registered in a realm when it is needed there
    }

    @Override
    public void close() {
        // holds nothing
    }

    @Override
    public String getId() {
        return IncidentRequiredAction.ID;
    }
}
