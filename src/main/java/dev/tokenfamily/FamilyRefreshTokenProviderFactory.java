package dev.tokenfamily;

import dev.tokenfamily.token.FamilyRefreshTokenProvider;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.refresh.RefreshTokenProvider;
import org.keycloak.protocol.oidc.refresh.RefreshTokenProviderFactory;

/** Puts our provider before Keycloak's {@code default} (0) and behind {@code oid4vci} (10), which keeps its own tokens. */
public final class FamilyRefreshTokenProviderFactory implements RefreshTokenProviderFactory {

    static final String ID = "token-family";

    private static final int BETWEEN_DEFAULT_AND_OID4VCI = 5;

    @Override
    public RefreshTokenProvider create(KeycloakSession session) {
        Extension extension = Extension.of(session);
        return new FamilyRefreshTokenProvider(
                session,
                extension.protocol(session),
                extension.verdictListener(),
                extension.refusal(session),
                extension.selfService()::isOn,
                extension.rowBesideSession());
    }

    @Override
    public int order() {
        return BETWEEN_DEFAULT_AND_OID4VCI;
    }

    @Override
    public void init(Config.Scope config) {
        // configured by client policies; FamilyJpaEntityProviderFactory reads the option
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
        return ID;
    }
}
