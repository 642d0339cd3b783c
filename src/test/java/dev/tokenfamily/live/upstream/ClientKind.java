package dev.tokenfamily.live.upstream;

import java.util.List;
import java.util.function.Consumer;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;

/** A kind of client, and of login, that makes a difference to what its tokens say. */
record ClientKind(String name, Consumer<ClientRepresentation> client, String scope) {

    static List<ClientKind> all() {
        return List.of(
                new ClientKind("public", client -> client.setPublicClient(true), "openid profile phone"),
                new ClientKind("confidential", client -> client.setSecret("secret"), "openid profile"),
                new ClientKind("offline", client -> client.setPublicClient(true), "openid offline_access"),
                new ClientKind("without ID token", client -> client.setPublicClient(true), "profile"),
                new ClientKind(
                        "lightweight", attribute("client.use.lightweight.access.token.enabled", "true"), "openid"),
                new ClientKind("ID token by ES512", attribute("id.token.signed.response.alg", "ES512"), "openid"),
                new ClientKind(
                        "access token by PS256", attribute("access.token.signed.response.alg", "PS256"), "openid"),
                new ClientKind("nonce as ever", ClientKind::keepsNonce, "openid"),
                new ClientKind("nonce as ever, offline", ClientKind::keepsNonce, "openid offline_access"));
    }

    private static Consumer<ClientRepresentation> attribute(String name, String value) {
        return client -> {
            client.setPublicClient(true);
            client.getAttributes().put(name, value);
        };
    }

    /** As before Keycloak 24: the nonce is in refreshed tokens too. */
    static void keepsNonce(ClientRepresentation client) {
        client.setPublicClient(true);
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName("nonce");
        mapper.setProtocol("openid-connect");
        mapper.setProtocolMapper("oidc-nonce-backwards-compatible-mapper");
        client.setProtocolMappers(List.of(mapper));
    }

    @Override
    public String toString() {
        return name;
    }
}
