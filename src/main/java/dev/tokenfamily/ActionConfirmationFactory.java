package dev.tokenfamily;

import dev.tokenfamily.selfservice.ActionConfirmation;
import dev.tokenfamily.selfservice.ActionWords;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Asks users in a login to confirm what they change of their own sign-ins, in the realms where it is registered. */
public final class ActionConfirmationFactory implements RequiredActionFactory {

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        Extension extension = Extension.of(session);
        return new ActionConfirmation(
                login -> new ActionWords(login, extension.familyQueries(), extension.incidents()));
    }

    @Override
    public String getDisplayText() {
        return ActionConfirmation.NAME;
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
        return ActionConfirmation.ID;
    }
}
