package dev.tokenfamily.token;

import dev.tokenfamily.policy.UnreadablePoliciesException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.idm.ClientPolicyConditionRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyMode;
import org.keycloak.services.clientpolicy.ClientPolicyVote;
import org.keycloak.services.clientpolicy.condition.AcrConditionFactory;
import org.keycloak.services.clientpolicy.condition.AnyClientConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientAccessTypeConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientAttributesConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientProtocolConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientRolesConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientScopesConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientUpdaterContextConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientUpdaterSourceGroupsConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientUpdaterSourceHostsConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientUpdaterSourceRolesConditionFactory;
import org.keycloak.services.clientpolicy.condition.GrantTypeConditionFactory;
import org.keycloak.services.clientpolicy.condition.IdentityProviderConditionFactory;

/** How the conditions of client policies vote on a refresh by a client, as far as they do not look at the request. */
final class ConditionVotes {

    /** Keycloak's own but {@code client-scopes}. Of others, nobody knows what they look at, so they are not run. */
    private static final Set<String> LOOK_AT_NO_REQUEST = Set.of(
            AcrConditionFactory.PROVIDER_ID,
            AnyClientConditionFactory.PROVIDER_ID,
            ClientAccessTypeConditionFactory.PROVIDER_ID,
            ClientAttributesConditionFactory.PROVIDER_ID,
            ClientProtocolConditionFactory.PROVIDER_ID,
            ClientRolesConditionFactory.PROVIDER_ID,
            ClientUpdaterContextConditionFactory.PROVIDER_ID,
            ClientUpdaterSourceGroupsConditionFactory.PROVIDER_ID,
            ClientUpdaterSourceHostsConditionFactory.PROVIDER_ID,
            ClientUpdaterSourceRolesConditionFactory.PROVIDER_ID,
            GrantTypeConditionFactory.PROVIDER_ID,
            IdentityProviderConditionFactory.PROVIDER_ID);

    private final Function<ClientPolicyConditionRepresentation, ClientPolicyVote> votes;

    /** With what asks a condition that looks at no request for its vote. */
    ConditionVotes(Function<ClientPolicyConditionRepresentation, ClientPolicyVote> votes) {
        this.votes = votes;
    }

    /**
     * True where the client policy applies; false where it may, depending on the request; empty where it does not.
     *
     * @throws UnreadablePoliciesException where a condition is stored without its id or its configuration
     */
    Optional<Boolean> on(ClientPolicyRepresentation policy) {
        boolean strict = ClientPolicyMode.STRICT.name().equalsIgnoreCase(policy.getMode());
        boolean certain = true;
        boolean any = false;
        for (ClientPolicyConditionRepresentation condition :
                Objects.requireNonNullElse(policy.getConditions(), List.<ClientPolicyConditionRepresentation>of())) {
            requireWhole(condition, policy);
            if (looksAtRequest(condition)) {
                certain = false;
                any = true;
                continue;
            }
            ClientPolicyVote vote = votes.apply(condition);
            if (vote == ClientPolicyVote.NO || (vote == ClientPolicyVote.ABSTAIN && strict)) {
                return Optional.empty();
            }
            any |= vote == ClientPolicyVote.YES;
        }
        return any ? Optional.of(certain) : Optional.empty();
    }

    /** Keycloak saves a condition without either, and then fails at each token request of the realm. */
    private static void requireWhole(
            @Nullable ClientPolicyConditionRepresentation condition, ClientPolicyRepresentation policy) {
        if (condition == null
                || condition.getConditionProviderId() == null
                || StoredConfiguration.of(condition) == null) {
            throw new UnreadablePoliciesException(
                    "The client policy '" + policy.getName() + "' has a condition without id or configuration");
        }
    }

    private static boolean looksAtRequest(ClientPolicyConditionRepresentation condition) {
        boolean defaultScopes = condition.getConditionProviderId().equals(ClientScopesConditionFactory.PROVIDER_ID)
                && Objects.requireNonNull(StoredConfiguration.of(condition), "required before")
                        .path(ClientScopesConditionFactory.TYPE)
                        .asText()
                        .equals(ClientScopesConditionFactory.DEFAULT);
        return !defaultScopes && !LOOK_AT_NO_REQUEST.contains(condition.getConditionProviderId());
    }
}
