package dev.tokenfamily.token;

import dev.tokenfamily.policy.EffectivePolicy;
import dev.tokenfamily.policy.PolicyReport;
import dev.tokenfamily.policy.Warning.ClientFacts;
import java.util.Objects;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;

/** Tells about the policies of a realm's clients. */
public final class PolicyReports {

    private static final int AS_LONG_AS_THE_SESSION = -1;

    private final KeycloakSession session;

    /** For one request. */
    public PolicyReports(KeycloakSession session) {
        this.session = session;
    }

    /** As things are now. */
    public PolicyReport of(ClientModel client) {
        ClientPolicies policies = ClientPolicies.of(session, client.getRealm());
        EffectivePolicy effective = policies.effectiveFor(client);
        OIDCAdvancedConfigWrapper settings = OIDCAdvancedConfigWrapper.fromClientModel(client);
        return PolicyReport.of(
                effective,
                new ClientFacts(
                        client.isPublicClient(),
                        settings.isUseDPoP() || settings.isUseMtlsHokToken(),
                        accessTokenLifespan(client),
                        effective.dependsOnRequest(),
                        policies.mayWithholdSuccessors(client),
                        allowsNoReuse(client)));
    }

    private static boolean allowsNoReuse(ClientModel client) {
        ClientSwitch nativeSwitch = ClientSwitch.OF_THIS_SERVER;
        RealmModel realm = client.getRealm();
        return nativeSwitch.isOn(realm, client) && nativeSwitch.maxReuse(realm, client) == 0;
    }

    /** As {@code TokenManager} does it, of sessions that are not remembered. */
    static int accessTokenLifespan(ClientModel client) {
        RealmModel realm = client.getRealm();
        String own = Objects.requireNonNullElse(client.getAttribute(OIDCConfigAttributes.ACCESS_TOKEN_LIFESPAN), "");
        int lifespan = own.matches("-?[0-9]{1,9}") ? Integer.parseInt(own) : realm.getAccessTokenLifespan();
        return lifespan == AS_LONG_AS_THE_SESSION ? realm.getSsoSessionMaxLifespan() : lifespan;
    }
}
