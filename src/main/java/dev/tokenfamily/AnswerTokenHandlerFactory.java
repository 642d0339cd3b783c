package dev.tokenfamily;

import dev.tokenfamily.notify.AnswerToken;
import dev.tokenfamily.notify.AnswerTokenHandler;
import dev.tokenfamily.store.JpaIncidents;
import org.keycloak.Config;
import org.keycloak.authentication.actiontoken.ActionTokenHandler;
import org.keycloak.authentication.actiontoken.ActionTokenHandlerFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Lets Keycloak take the links in our mails. */
public final class AnswerTokenHandlerFactory implements ActionTokenHandlerFactory<AnswerToken> {

    @Override
    public ActionTokenHandler<AnswerToken> create(KeycloakSession session) {
        return new AnswerTokenHandler(new JpaIncidents(session.getKeycloakSessionFactory()));
    }

    @Override
    public void init(Config.Scope config) {
        // nothing to configure
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
        return AnswerToken.TYPE;
    }
}
