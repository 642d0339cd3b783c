package dev.tokenfamily.clientpolicy;

import dev.tokenfamily.policy.EffectivePolicy;
import dev.tokenfamily.policy.EffectivePolicy.Match;
import dev.tokenfamily.policy.Rule;
import dev.tokenfamily.policy.UnreadablePoliciesException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.executor.SuppressRefreshTokenRotationExecutorFactory;

/**
 * The client policies of a realm, to be asked outside of a client's request. They are read as Keycloak's
 * {@code DefaultClientPolicyManager} reads them, but executors are not run to find out: they may act, or refuse.
 */
public final class ClientPolicies {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final List<AppliedExecutor> executors;
    private final IdentityHashMap<AppliedExecutor, Rule> read = new IdentityHashMap<>();

    private ClientPolicies(KeycloakSession session, RealmModel realm, List<AppliedExecutor> executors) {
        this.session = session;
        this.realm = realm;
        this.executors = executors;
    }

    /**
     * The enabled client policies of a realm, those of the server included, as they are stored now.
     *
     * @throws UnreadablePoliciesException where they cannot be read; then Keycloak serves no token request either
     */
    public static ClientPolicies of(KeycloakSession session, RealmModel realm) {
        try {
            return new ClientPolicies(
                    session,
                    realm,
                    AppliedExecutor.list(
                            session.clientPolicy().getClientPolicies(realm, true),
                            session.clientPolicy().getClientProfiles(realm, true)));
        } catch (ClientPolicyException e) {
            throw new UnreadablePoliciesException(
                    "The client policies of realm " + realm.getName() + " cannot be read", e);
        }
    }

    /**
     * Which of our policies may govern the refreshes of that client, in the order in which Keycloak runs them.
     *
     * @throws UnreadablePoliciesException where a condition cannot be read as it is stored
     */
    public EffectivePolicy effectiveFor(ClientModel client) {
        List<Match> matches = new ArrayList<>();
        ConditionVotes votes = ConditionVotes.ofRefresh(session, client);
        for (AppliedExecutor executor : executors) {
            if (executor.runs(RotationExecutorFactory.ID)) {
                votes.decide(executor.clientPolicy())
                        .map(certain -> new Match(
                                executor.clientPolicy().getName(),
                                executor.profile(),
                                ruleOf(executor).policy(),
                                ruleOf(executor).users(),
                                !certain,
                                votes.inFavour(executor.clientPolicy()).stream()
                                        .map(ConditionWords::of)
                                        .toList()))
                        .ifPresent(matches::add);
            }
        }
        return new EffectivePolicy(matches);
    }

    /** Which of our policies may govern the refreshes of that client for that user, in the order in which Keycloak runs them. */
    public EffectivePolicy effectiveFor(ClientModel client, UserModel user) {
        RealmUsers ofRealm = new RealmUsers(session, realm);
        return effectiveFor(client).forUser(users -> ofRealm.includes(users, user));
    }

    /** The rule that an enabled client policy of that name applies; empty where there is none. */
    Optional<Rule> appliedBy(String clientPolicy) {
        return executors.stream()
                .filter(executor -> executor.runs(RotationExecutorFactory.ID))
                .filter(executor -> executor.clientPolicy().getName().equals(clientPolicy))
                .map(this::ruleOf)
                .findFirst();
    }

    /** Read once, however many clients are asked about. */
    private Rule ruleOf(AppliedExecutor executor) {
        return read.computeIfAbsent(executor, e -> e.configuration().ruleIn(realm));
    }

    /** Whether one of our policies, whichever clients it is for, ends a user's families with a credential of the user. */
    public boolean revokeOnCredentialChange() {
        return executors.stream()
                .filter(executor -> executor.runs(RotationExecutorFactory.ID))
                .anyMatch(executor -> ruleOf(executor).policy().reaction().revokeOnCredentialChange());
    }

    /**
     * Whether Keycloak's {@code suppress-refresh-token-rotation} may keep new refresh tokens from that client, if the request
     * is so.
     */
    public boolean mayWithholdSuccessors(ClientModel client) {
        ConditionVotes votes = ConditionVotes.ofRefresh(session, client);
        return executors.stream()
                .filter(executor -> executor.runs(SuppressRefreshTokenRotationExecutorFactory.PROVIDER_ID))
                .anyMatch(executor -> votes.decide(executor.clientPolicy()).isPresent());
    }
}
