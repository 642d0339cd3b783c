package dev.tokenfamily.token;

import dev.tokenfamily.clientpolicy.GoverningPolicy;
import dev.tokenfamily.family.FamilyStore;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.RefreshTokenIntrospectionProvider;

/**
 * Introspection of refresh tokens (RFC 7662): a superseded token, and any token of a revoked or expired family, is not
 * active; under an observing policy only what a refresh would refuse. Judged like a refresh, but without any consequence.
 */
public final class FamilyIntrospectionProvider extends RefreshTokenIntrospectionProvider {

    private final FamilyStore store;

    /** Serves one request; families are read from that store. */
    public FamilyIntrospectionProvider(KeycloakSession session, FamilyStore store) {
        super(session);
        this.store = store;
    }

    @Override
    protected boolean verifyTokenReuse() {
        return new IntrospectedToken(token, client, userSession)
                .isLive(
                        session,
                        store,
                        GoverningPolicy.of(session, userSession.getUser()),
                        super::verifyTokenReuse,
                        eventBuilder);
    }
}
