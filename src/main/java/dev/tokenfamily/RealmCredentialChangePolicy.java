package dev.tokenfamily;

import dev.tokenfamily.clientpolicy.ClientPolicies;
import dev.tokenfamily.revocation.CredentialChangePolicy;
import java.util.function.Function;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** That of a realm's client policies. */
record RealmCredentialChangePolicy(ClientPolicies policies) implements CredentialChangePolicy {

    static Function<RealmModel, CredentialChangePolicy> in(KeycloakSession session) {
        return realm -> new RealmCredentialChangePolicy(ClientPolicies.of(session, realm));
    }

    @Override
    public boolean inUse() {
        return policies.revokeOnCredentialChange();
    }

    /** Also where a request could choose another policy: a thief would. */
    @Override
    public boolean appliesTo(ClientModel client) {
        return policies.effectiveFor(client).candidates().stream()
                .anyMatch(match -> match.policy().reaction().revokeOnCredentialChange());
    }
}
