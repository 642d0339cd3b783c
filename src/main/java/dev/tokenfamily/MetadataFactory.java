package dev.tokenfamily;

import dev.tokenfamily.metadata.ExtendedMetadata;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.wellknown.WellKnownProvider;
import org.keycloak.wellknown.WellKnownProviderFactory;

/** Adds what this extension offers to the metadata of a realm. Keycloak asks for each kind of them by an alias, and each has a factory. */
interface MetadataFactory extends WellKnownProviderFactory {

    /** Which kind of metadata: the last part of their path. */
    @Override
    String getAlias();

    @Override
    default WellKnownProvider create(KeycloakSession session) {
        return ExtendedMetadata.before(
                session, getId(), getAlias(), () -> Extension.of(session).metadata(session));
    }

    @Override
    default int getPriority() {
        return ExtendedMetadata.PRIORITY;
    }

    @Override
    default void init(Config.Scope config) {
        // nothing to configure
    }

    @Override
    default void postInit(KeycloakSessionFactory factory) {
        // nothing to prepare
    }

    @Override
    default void close() {
        // holds nothing
    }

    @Override
    default String getId() {
        return "token-family-" + getAlias();
    }
}
