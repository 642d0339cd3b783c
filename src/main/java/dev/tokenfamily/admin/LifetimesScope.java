package dev.tokenfamily.admin;

import java.util.Map;
import java.util.Optional;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

/**
 * Where the clients of a realm are told how long their refresh tokens last: in the client scope {@code basic}, which Keycloak gives
 * to every client of OpenID Connect. An admin may put the mapper into any other scope, or into a client.
 */
public final class LifetimesScope {

    /** The id of the kind of mapper that tells. */
    public static final String MAPPER = "token-family-lifetimes";

    private static final String SCOPE = "basic";

    private final RealmModel realm;
    private final Mending mending;

    /** In that realm; what is mended is noted there. */
    LifetimesScope(RealmModel realm, Mending mending) {
        this.realm = realm;
        this.mending = mending;
    }

    /** Whether a client scope of that realm has the mapper, so that the metadata can say that there are clients which are told. */
    public static boolean isOn(RealmModel realm) {
        return realm.getClientScopesStream().anyMatch(LifetimesScope::tells);
    }

    private static boolean tells(ClientScopeModel scope) {
        return scope.getProtocolMappersStream().anyMatch(mapper -> MAPPER.equals(mapper.getProtocolMapper()));
    }

    /** Adds the mapper, unless a client scope has it; 400 where the realm lacks the scope. */
    void mend() {
        if (isOn(realm)) {
            return;
        }
        Optional<ClientScopeModel> basic = realm.getClientScopesStream()
                .filter(scope -> SCOPE.equals(scope.getName()))
                .findFirst();
        ClientScopeModel scope = basic.orElseThrow(() -> RequestBody.invalid(
                "The realm has no client scope '%s'. Add a mapper '%s' to another one".formatted(SCOPE, MAPPER)));
        ProtocolMapperModel mapper = new ProtocolMapperModel();
        mapper.setName("refresh token lifetimes");
        mapper.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        mapper.setProtocolMapper(MAPPER);
        mapper.setConfig(Map.of());
        scope.addProtocolMapper(mapper);
        mending.note("The client scope '%s' gets the mapper '%s'.".formatted(SCOPE, MAPPER));
    }
}
