package dev.tokenfamily.harness.realm;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.representations.idm.IdentityProviderRepresentation;

/** A realm whose users may log in at another realm, and are logged out there too when they log out at home. */
public final class Broker {

    private Broker() {}

    /** The identity provider, named as its realm, for the realm {@code at}. */
    public static IdentityProviderRepresentation of(TestRealm home, String at) {
        App client = home.client("brokering-realm", "", settings -> {
            settings.setSecret("secret");
            URI broker = home.url().resolve("/realms/" + at);
            settings.setRedirectUris(List.of(broker + "/broker/*"));
            settings.getAttributes()
                    .put("backchannel.logout.url", broker + "/protocol/openid-connect/logout/backchannel-logout");
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
