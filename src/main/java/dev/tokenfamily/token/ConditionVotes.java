package dev.tokenfamily.token;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.JsonConfigComponentModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
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

    private final KeycloakSession session;
    private final RealmModel realm;
    private final TokenRefreshContext refresh;

    ConditionVotes(KeycloakSession session, RealmModel realm, ClientModel client) {
        this.session = session;
        this.realm = realm;
        this.refresh = new TokenRefreshContext(new MultivaluedHashMap<>(), client, "");
    }

    /** True where the client policy applies; false where it may, depending on the request; empty where it does not. */
    Optional<Boolean> on(ClientPolicyRepresentation policy) {
        boolean strict = ClientPolicyMode.STRICT.name().equalsIgnoreCase(policy.getMode());
        boolean certain = true;
        boolean any = false;
        for (ClientPolicyConditionRepresentation condition :
                Objects.requireNonNullElse(policy.getConditions(), List.<ClientPolicyConditionRepresentation>of())) {
            if (looksAtRequest(condition)) {
                certain = false;
                any = true;
                continue;
            }
            ClientPolicyVote vote = vote(condition);
            if (vote == ClientPolicyVote.NO || (vote == ClientPolicyVote.ABSTAIN && strict)) {
                return Optional.empty();
            }
            any |= vote == ClientPolicyVote.YES;
        }
        return any ? Optional.of(certain) : Optional.empty();
    }

    private static boolean looksAtRequest(ClientPolicyConditionRepresentation condition) {
        boolean defaultScopes = condition.getConditionProviderId().equals(ClientScopesConditionFactory.PROVIDER_ID)
                && condition
                        .getConfiguration()
                        .path(ClientScopesConditionFactory.TYPE)
                        .asText()
                        .equals(ClientScopesConditionFactory.DEFAULT);
        return !defaultScopes && !LOOK_AT_NO_REQUEST.contains(condition.getConditionProviderId());
    }

    private ClientPolicyVote vote(ClientPolicyConditionRepresentation representation) {
        ClientPolicyConditionProvider<?> condition = condition(representation);
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
        ComponentModel component = new JsonConfigComponentModel(
                ClientPolicyConditionProvider.class,
                realm.getId(),
                representation.getConditionProviderId(),
                representation.getConfiguration());
        ClientPolicyConditionProvider<C> condition = session.getComponentProvider(
                ClientPolicyConditionProvider.class, component.getId(), factory -> component);
        condition.setupConfiguration(JsonSerialization.mapper.convertValue(
                representation.getConfiguration(), condition.getConditionConfigurationClass()));
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
