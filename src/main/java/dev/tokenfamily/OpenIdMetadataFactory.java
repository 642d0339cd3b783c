package dev.tokenfamily;

import dev.tokenfamily.metadata.ExtendedMetadata;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.wellknown.WellKnownProvider;
import org.keycloak.wellknown.WellKnownProviderFactory;

/** Adds what this extension offers to the metadata of OpenID Connect. */
public final class OpenIdMetadataFactory implements WellKnownProviderFactory {

    private static final String ALIAS = "openid-configuration";

    private static final String ID = "token-family-" + ALIAS;

    @Override
    public WellKnownProvider create(KeycloakSession session) {
        return ExtendedMetadata.before(
                session, ID, ALIAS, () -> Extension.of(session).metadata(session));
    }

    @Override
    public String getAlias() {
        return ALIAS;
    }

    @Override
    public int getPriority() {
        return ExtendedMetadata.PRIORITY;
    }

    @Override
    public boolean isAvailableViaServerMetadata() {
        return false;
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
        return ID;
    }
}
