package dev.tokenfamily.clientpolicy;

import dev.tokenfamily.policy.UnreadablePoliciesException;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ClientPolicyConditionConfigurationRepresentation;
import org.keycloak.representations.idm.ClientPolicyConditionRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.ClientPolicyMode;
import org.keycloak.services.clientpolicy.ClientPolicyVote;
import org.keycloak.services.clientpolicy.condition.AcrConditionFactory;
import org.keycloak.services.clientpolicy.condition.AnyClientConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientAccessTypeConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientAttributesConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientPolicyConditionProvider;
import org.keycloak.services.clientpolicy.condition.ClientProtocolConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientRolesConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientScopesConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientUpdaterContextConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientUpdaterSourceGroupsConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientUpdaterSourceHostsConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientUpdaterSourceRolesConditionFactory;
import org.keycloak.services.clientpolicy.condition.GrantTypeConditionFactory;
import org.keycloak.services.clientpolicy.condition.IdentityProviderConditionFactory;
import org.keycloak.services.clientpolicy.context.TokenRefreshContext;
import org.keycloak.util.JsonSerialization;

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

    /** Votes on a refresh by that client, by what the conditions say now. */
    static ConditionVotes ofRefresh(KeycloakSession session, ClientModel client) {
        return new ConditionVotes(new RefreshVote(session, client)::ask);
    }

    /** Votes by that function, which asks a condition that looks at no request. */
    ConditionVotes(Function<ClientPolicyConditionRepresentation, ClientPolicyVote> votes) {
        this.votes = votes;
    }

    /**
     * Decides whether a client policy applies, as Keycloak's {@code DefaultClientPolicyManager} does it.
     *
     * @return true where it applies; false where it may, depending on the request; empty where it does not
     * @throws UnreadablePoliciesException where a condition is stored without its id or its configuration
     */
    Optional<Boolean> decide(ClientPolicyRepresentation policy) {
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

    /** The conditions in favour of a policy that applies: those that vote for it, or may. The others have nothing to say. */
    List<ClientPolicyConditionRepresentation> inFavour(ClientPolicyRepresentation policy) {
        return Objects.requireNonNullElse(policy.getConditions(), List.<ClientPolicyConditionRepresentation>of())
                .stream()
                .filter(condition -> looksAtRequest(condition) || votes.apply(condition) == ClientPolicyVote.YES)
                .toList();
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

    /** Asks Keycloak's conditions for their votes on a refresh by a client, outside of its request. */
    static final class RefreshVote {

        private final KeycloakSession session;
        private final TokenRefreshContext refresh;

        RefreshVote(KeycloakSession session, ClientModel client) {
            this.session = session;
            this.refresh = new TokenRefreshContext(new MultivaluedHashMap<>(), client, "");
        }

        /**
         * The vote of a condition that looks at no request.
         *
         * @throws UnreadablePoliciesException where it cannot vote, by what is stored of it
         */
        ClientPolicyVote ask(ClientPolicyConditionRepresentation representation) {
            try {
                return ask(condition(representation), refresh);
            } catch (RuntimeException e) { // Keycloak's conditions trust what is stored, and fail in many ways
                throw new UnreadablePoliciesException(
                        "The condition '" + representation.getConditionProviderId()
                                + "' cannot be read as it is stored",
                        e);
            }
        }

        /**
         * The vote of a condition that has been set up, negated where its configuration says so.
         *
         * @throws IllegalStateException where Keycloak's condition refuses to vote
         */
        static ClientPolicyVote ask(ClientPolicyConditionProvider<?> condition, TokenRefreshContext refresh) {
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
}
