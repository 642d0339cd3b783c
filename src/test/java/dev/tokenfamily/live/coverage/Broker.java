package dev.tokenfamily.live.coverage;

import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.representations.idm.IdentityProviderRepresentation;

/** A realm whose users may log in at another realm. */
final class Broker {

    private Broker() {}

    /** The identity provider, named as its realm, for the realm {@code at}. */
    static IdentityProviderRepresentation of(TestRealm home, String at) {
        App client = home.client("brokering-realm", "", settings -> {
            settings.setSecret("secret");
            settings.setRedirectUris(List.of(home.url().resolve("/realms/" + at) + "/broker/*"));
        });
        IdentityProviderRepresentation provider = new IdentityProviderRepresentation();
        provider.setAlias(home.name());
        provider.setProviderId("keycloak-oidc");
        provider.setEnabled(true);
        provider.setTrustEmail(true);
        provider.setConfig(new LinkedHashMap<>(Map.of(
                "clientId",
                client.clientId(),
                "clientSecret",
                "secret",
                "clientAuthMethod",
                "client_secret_post",
                "defaultScope",
                "openid profile email",
                "issuer",
                home.url().toString(),
                "authorizationUrl",
                client.endpoint("auth").toString(),
                "tokenUrl",
                client.endpoint("token").toString(),
                "useJwksUrl",
                "true",
                "validateSignature",
                "true",
                "jwksUrl",
                client.endpoint("certs").toString())));
        return provider;
    }
}
