package dev.tokenfamily.token;

import dev.tokenfamily.clientpolicy.ClientPolicies;
import dev.tokenfamily.clientpolicy.GoverningPolicy;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.policy.Policy;
import java.util.Optional;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProvider;
import org.keycloak.representations.AccessToken;
import org.keycloak.util.TokenUtil;

/**
 * Introspection without {@code token_type_hint}, or with the hint of an access token. A client that may ask without being
 * in the audience can ask so about a refresh token too, and Keycloak looks at neither its generation nor its family.
 */
public final class UnhintedIntrospectionProvider extends AccessTokenIntrospectionProvider<AccessToken> {

    private final FamilyStore store;

    /** Serves one request; families are read from that store. */
    public UnhintedIntrospectionProvider(KeycloakSession session, FamilyStore store) {
        super(session);
        this.store = store;
    }

    @Override
    protected boolean verifyTokenReuse() {
        return isRefreshToken()
                ? new IntrospectedToken(token, client, userSession)
                        .isLive(session, store, policy(), this::passesSwitch, eventBuilder)
                : super.verifyTokenReuse();
    }

    /** Keycloak does not ask its own switch here. Where a policy is enforced, we do. */
    private boolean passesSwitch() {
        AuthenticatedClientSessionModel clientSession =
                userSession.getAuthenticatedClientSessionByClient(client.getId());
        boolean passes = policy().filter(Policy::enforced).isEmpty()
                || SwitchMemory.of(session, token, clientSession).letsPass();
        if (!passes) {
            IntrospectedToken.refuse(eventBuilder);
        }
        return passes;
    }

    private boolean isRefreshToken() {
        return TokenUtil.TOKEN_TYPE_REFRESH.equals(token.getType())
                || TokenUtil.TOKEN_TYPE_OFFLINE.equals(token.getType());
    }

    /** The policy of the client and the user whose token it is. The one that this request found is of the client that asks. */
    private Optional<Policy> policy() {
        return client.equals(session.getContext().getClient())
                ? GoverningPolicy.of(session, userSession.getUser())
                : ClientPolicies.of(session, realm)
                        .effectiveFor(client, userSession.getUser())
                        .strictest();
    }
}
