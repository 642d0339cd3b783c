package dev.tokenfamily.token;

import dev.tokenfamily.policy.UnreadablePoliciesException;
import jakarta.ws.rs.core.MultivaluedHashMap;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ClientPolicyConditionConfigurationRepresentation;
import org.keycloak.representations.idm.ClientPolicyConditionRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.ClientPolicyVote;
import org.keycloak.services.clientpolicy.condition.ClientPolicyConditionProvider;
import org.keycloak.services.clientpolicy.context.TokenRefreshContext;
import org.keycloak.util.JsonSerialization;

/** Asks Keycloak's conditions for their votes on a refresh by a client, outside of its request. */
final class RefreshVote {

    private final KeycloakSession session;
    private final TokenRefreshContext refresh;

    RefreshVote(KeycloakSession session, ClientModel client) {
        this.session = session;
        this.refresh = new TokenRefreshContext(new MultivaluedHashMap<>(), client, "");
    }

    /**
     * That of a condition that looks at no request.
     *
     * @throws UnreadablePoliciesException where it cannot vote, by what is stored of it
     */
    ClientPolicyVote of(ClientPolicyConditionRepresentation representation) {
        try {
            return of(condition(representation), refresh);
        } catch (RuntimeException e) { // Keycloak's conditions trust what is stored, and fail in many ways
            throw new UnreadablePoliciesException(
                    "The condition '" + representation.getConditionProviderId() + "' cannot be read as it is stored",
                    e);
        }
    }

    static ClientPolicyVote of(ClientPolicyConditionProvider<?> condition, TokenRefreshContext refresh) {
        try {
            ClientPolicyVote vote = condition.applyPolicy(refresh);
            return condition.isNegativeLogic() ? negated(vote) : vote;
        } catch (ClientPolicyException e) {
            throw new IllegalStateException("Condition " + condition.getName() + " failed", e);
        }
    }

    @SuppressWarnings("unchecked") // the condition names the class of its configuration
    private <C extends ClientPolicyConditionConfigurationRepresentation> ClientPolicyConditionProvider<C> condition(
            ClientPolicyConditionRepresentation representation) {
        // one for all of this kind in this session, which are set up and asked one after the other
        ClientPolicyConditionProvider<C> condition =
                session.getProvider(ClientPolicyConditionProvider.class, representation.getConditionProviderId());
        condition.setupConfiguration(JsonSerialization.mapper.convertValue(
                StoredConfiguration.of(representation), condition.getConditionConfigurationClass()));
        return condition;
    }

    private static ClientPolicyVote negated(ClientPolicyVote vote) {
        return switch (vote) {
            case YES -> ClientPolicyVote.NO;
            case NO -> ClientPolicyVote.YES;
            case ABSTAIN -> ClientPolicyVote.ABSTAIN;
        };
    }
}
