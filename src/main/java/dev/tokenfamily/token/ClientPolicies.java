package dev.tokenfamily.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.policy.EffectivePolicy;
import dev.tokenfamily.policy.EffectivePolicy.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.executor.SuppressRefreshTokenRotationExecutorFactory;
import org.keycloak.util.JsonSerialization;

/**
 * The client policies of a realm, to be asked outside of a client's request. They are read as Keycloak's
 * {@code DefaultClientPolicyManager} reads them, but executors are not run to find out: they may act, or refuse.
 */
public final class ClientPolicies {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final List<Rule> rules;

    private ClientPolicies(KeycloakSession session, RealmModel realm, List<Rule> rules) {
        this.session = session;
        this.realm = realm;
        this.rules = rules;
    }

    /** An executor of a profile that an enabled client policy applies. */
    private record Rule(
            ClientPolicyRepresentation clientPolicy, String profile, ClientPolicyExecutorRepresentation executor) {

        boolean runs(String executorId) {
            return executorId.equals(executor.getExecutorProviderId());
        }
    }

    /**
     * Those that apply now.
     *
     * @throws IllegalStateException where they cannot be read; then Keycloak serves no token request either
     */
    public static ClientPolicies of(KeycloakSession session, RealmModel realm) {
        try {
            ClientPoliciesRepresentation policies = session.clientPolicy().getClientPolicies(realm, true);
            ClientProfilesRepresentation profiles = session.clientPolicy().getClientProfiles(realm, true);
            return new ClientPolicies(
                    session,
                    realm,
                    Stream.of(policies.getGlobalPolicies(), policies.getPolicies())
                            .flatMap(ClientPolicies::each)
                            .filter(policy -> policy.getName() != null && Boolean.TRUE.equals(policy.isEnabled()))
                            .flatMap(policy -> rules(policy, profiles))
                            .toList());
        } catch (ClientPolicyException e) {
            throw new IllegalStateException("The client policies of realm " + realm.getName() + " cannot be read", e);
        }
    }

    private static Stream<Rule> rules(ClientPolicyRepresentation policy, ClientProfilesRepresentation profiles) {
        return each(policy.getProfiles())
                .flatMap(name -> Stream.of(profiles.getProfiles(), profiles.getGlobalProfiles())
                        .flatMap(ClientPolicies::each)
                        .filter(profile -> name.equals(profile.getName()))
                        .findFirst()
                        .map(ClientProfileRepresentation::getExecutors)
                        .stream()
                        .flatMap(ClientPolicies::each)
                        .map(executor -> new Rule(policy, name, executor)));
    }

    /** Which of our policies may govern the refreshes of that client. */
    public EffectivePolicy effectiveFor(ClientModel client) {
        List<Match> matches = new ArrayList<>();
        ConditionVotes votes = new ConditionVotes(session, realm, client);
        for (Rule rule : rules) {
            if (rule.runs(RotationExecutorFactory.ID)) {
                votes.on(rule.clientPolicy())
                        .map(certain -> new Match(
                                rule.clientPolicy().getName(),
                                rule.profile(),
                                configuration(rule).policyIn(realm),
                                !certain))
                        .ifPresent(matches::add);
            }
        }
        return new EffectivePolicy(matches);
    }

    /** Whether one of our policies ends a user's families with a password, whichever clients it is for. */
    public boolean revokeOnCredentialChange() {
        return rules.stream()
                .filter(rule -> rule.runs(RotationExecutorFactory.ID))
                .anyMatch(rule -> configuration(rule).policyIn(realm).revokeOnCredentialChange());
    }

    /** Whether Keycloak's {@code suppress-refresh-token-rotation} may keep new refresh tokens from that client. */
    public boolean mayWithholdSuccessors(ClientModel client) {
        ConditionVotes votes = new ConditionVotes(session, realm, client);
        return rules.stream()
                .filter(rule -> rule.runs(SuppressRefreshTokenRotationExecutorFactory.PROVIDER_ID))
                .anyMatch(rule -> votes.on(rule.clientPolicy()).isPresent());
    }

    private static RotationExecutorConfiguration configuration(Rule rule) {
        JsonNode stored = rule.executor().getConfiguration();
        return Optional.ofNullable(JsonSerialization.mapper.convertValue(stored, RotationExecutorConfiguration.class))
                .orElseGet(RotationExecutorConfiguration::new);
    }

    private static <T> Stream<T> each(@Nullable List<T> list) {
        return Objects.requireNonNullElse(list, List.<T>of()).stream();
    }
}
