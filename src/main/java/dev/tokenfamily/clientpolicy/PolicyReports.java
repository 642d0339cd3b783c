package dev.tokenfamily.clientpolicy;

import dev.tokenfamily.policy.EffectivePolicy;
import dev.tokenfamily.policy.ForUsers;
import dev.tokenfamily.policy.PolicyReport;
import dev.tokenfamily.policy.Warning.ClientFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;

/** Tells an admin which policy governs a client, where it comes from, and what is unsafe about it. */
public final class PolicyReports {

    private static final int AS_LONG_AS_THE_SESSION = -1;

    private final KeycloakSession session;

    /** By the ids of their realms. */
    private final Map<String, ClientPolicies> read = new HashMap<>();

    /** Reads in the transaction of that session, the client policies of a realm once for all of its clients. */
    public PolicyReports(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Reports on that client, as its realm and its settings are stored now.
     *
     * @throws dev.tokenfamily.policy.UnreadablePoliciesException where the client policies of its realm cannot be read
     */
    public PolicyReport report(ClientModel client) {
        ClientPolicies policies =
                read.computeIfAbsent(client.getRealm().getId(), id -> ClientPolicies.of(session, client.getRealm()));
        EffectivePolicy effective = policies.effectiveFor(client);
        OIDCAdvancedConfigWrapper settings = OIDCAdvancedConfigWrapper.fromClientModel(client);
        return PolicyReport.of(
                effective,
                new ClientFacts(
                        client.isPublicClient(),
                        settings.isUseDPoP() || settings.isUseMtlsHokToken() || ClientAttestation.isChecked(client),
                        accessTokenLifespan(client),
                        effective.dependsOnRequest(),
                        policies.mayWithholdSuccessors(client),
                        allowsNoReuse(client),
                        namesUnknown(client.getRealm(), effective)));
    }

    /** Tells whether that user of the realm belongs to those that a rule is for. */
    public Predicate<ForUsers> whether(RealmModel realm, UserModel user) {
        RealmUsers ofRealm = new RealmUsers(session, realm);
        return users -> ofRealm.includes(users, user);
    }

    private boolean namesUnknown(RealmModel realm, EffectivePolicy effective) {
        RealmUsers ofRealm = new RealmUsers(session, realm);
        return effective.candidates().stream().anyMatch(match -> !ofRealm.knows(match.users()));
    }

    private static boolean allowsNoReuse(ClientModel client) {
        ClientSwitch nativeSwitch = ClientSwitch.OF_THIS_SERVER;
        RealmModel realm = client.getRealm();
        return nativeSwitch.isOn(realm, client) && nativeSwitch.maxReuse(realm, client) == 0;
    }

    /** In seconds, as Keycloak's {@code TokenManager} finds it for sessions that are not remembered. */
    static int accessTokenLifespan(ClientModel client) {
        RealmModel realm = client.getRealm();
        String own = Objects.requireNonNullElse(client.getAttribute(OIDCConfigAttributes.ACCESS_TOKEN_LIFESPAN), "");
        int lifespan = own.matches("-?[0-9]{1,9}") ? Integer.parseInt(own) : realm.getAccessTokenLifespan();
        return lifespan == AS_LONG_AS_THE_SESSION ? realm.getSsoSessionMaxLifespan() : lifespan;
    }
}
