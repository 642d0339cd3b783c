package dev.tokenfamily;

import dev.tokenfamily.clientpolicy.ClientPolicies;
import dev.tokenfamily.revocation.CredentialChangePolicy;
import java.util.function.Function;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** What the client policies of a realm say about families whose user changes a credential. */
record RealmCredentialChangePolicy(ClientPolicies policies) implements CredentialChangePolicy {

    /** The policy of each realm, as that session sees it. */
    static Function<RealmModel, CredentialChangePolicy> of(KeycloakSession session) {
        return realm -> new RealmCredentialChangePolicy(ClientPolicies.of(session, realm));
    }

    @Override
    public boolean inUse() {
        return policies.revokeOnCredentialChange();
    }

    /** Also where a request could choose another policy: a thief would. */
    @Override
    public boolean appliesTo(ClientModel client, UserModel user) {
        return policies.effectiveFor(client, user).candidates().stream()
                .anyMatch(match -> match.policy().reaction().revokeOnCredentialChange());
    }
}
