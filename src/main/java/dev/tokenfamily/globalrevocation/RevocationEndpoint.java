package dev.tokenfamily.globalrevocation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;
import org.keycloak.urls.UrlType;

/** Where the endpoint of a realm is, as callers know it. */
public final class RevocationEndpoint {

    private RevocationEndpoint() {}

    /**
     * What a realm that has the endpoint says of it in its metadata (draft-parecki-oauth-global-token-revocation-06 §5), with the
     * address for programs, as that of the token endpoint is. It takes access tokens (RFC 6750), and what clients sign for
     * {@code private_key_jwt}.
     */
    public static Map<String, Object> metadata(KeycloakSession session) {
        return Map.of(
                "global_token_revocation_endpoint",
                address(session, UrlType.BACKEND),
                "global_token_revocation_endpoint_auth_methods_supported",
                List.of("private_key_jwt", "Bearer"));
    }

    /** The addresses by which a JWT can name this endpoint as its audience. */
    static Set<String> addresses(KeycloakSession session) {
        return Stream.of(address(session, UrlType.FRONTEND), address(session, UrlType.BACKEND))
                .collect(Collectors.toSet());
    }

    /** The issuer that the realm is. */
    static String issuer(KeycloakSession session) {
        return issuer(session, UrlType.FRONTEND);
    }

    private static String address(KeycloakSession session, UrlType type) {
        return issuer(session, type) + "/" + GlobalRevocationResource.RESOURCE;
    }

    private static String issuer(KeycloakSession session, UrlType type) {
        RealmModel realm = session.getContext().getRealm();
        return Urls.realmIssuer(session.getContext().getUri(type).getBaseUri(), realm.getName());
    }
}
