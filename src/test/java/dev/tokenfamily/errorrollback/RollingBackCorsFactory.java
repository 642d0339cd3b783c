package dev.tokenfamily.errorrollback;

import org.keycloak.models.KeycloakSession;
import org.keycloak.services.cors.Cors;
import org.keycloak.services.cors.DefaultCorsFactory;

/**
 * Every error of the token endpoint and its siblings is answered through this SPI. Keycloak 26.7 commits their requests, 26.8 rolls
 * them back: with this, 26.7 does too.
 */
public final class RollingBackCorsFactory extends DefaultCorsFactory {

    @Override
    public Cors create(KeycloakSession session) {
        return new RollingBackCors(super.create(session), session.getTransactionManager());
    }

    @Override
    public int order() {
        return 1; // before Keycloak's own
    }

    @Override
    public String getId() {
        return "test-rolling-back";
    }
}
