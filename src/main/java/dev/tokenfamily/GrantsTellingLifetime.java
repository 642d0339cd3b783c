package dev.tokenfamily;

import dev.tokenfamily.token.GrantTellingLifetime;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.AuthorizationCodeGrantTypeFactory;
import org.keycloak.protocol.oidc.grants.ClientCredentialsGrantTypeFactory;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.RefreshTokenGrantTypeFactory;
import org.keycloak.protocol.oidc.grants.ResourceOwnerPasswordCredentialsGrantTypeFactory;
import org.keycloak.protocol.oidc.grants.TokenExchangeGrantTypeFactory;
import org.keycloak.protocol.oidc.grants.ciba.CibaGrantTypeFactory;
import org.keycloak.protocol.oidc.grants.device.DeviceGrantTypeFactory;

/**
 * Take the places of Keycloak's grants that hand out refresh tokens, under the same ids, and leave everything to them but
 * {@code refresh_expires_in}.
 */
public final class GrantsTellingLifetime {

    private static final int BEFORE_KEYCLOAKS = 1;

    private GrantsTellingLifetime() {}

    /** {@code refresh_token}. */
    public static final class Refresh extends RefreshTokenGrantTypeFactory {
        @Override
        public OAuth2GrantType create(KeycloakSession session) {
            return new GrantTellingLifetime(super.create(session));
        }

        @Override
        public int order() {
            return BEFORE_KEYCLOAKS;
        }
    }

    /** {@code authorization_code}. */
    public static final class Code extends AuthorizationCodeGrantTypeFactory {
        @Override
        public OAuth2GrantType create(KeycloakSession session) {
            return new GrantTellingLifetime(super.create(session));
        }

        @Override
        public int order() {
            return BEFORE_KEYCLOAKS;
        }
    }

    /** {@code password}. */
    public static final class Password extends ResourceOwnerPasswordCredentialsGrantTypeFactory {
        @Override
        public OAuth2GrantType create(KeycloakSession session) {
            return new GrantTellingLifetime(super.create(session));
        }

        @Override
        public int order() {
            return BEFORE_KEYCLOAKS;
        }
    }

    /** {@code client_credentials}. */
    public static final class ClientCredentials extends ClientCredentialsGrantTypeFactory {
        @Override
        public OAuth2GrantType create(KeycloakSession session) {
            return new GrantTellingLifetime(super.create(session));
        }

        @Override
        public int order() {
            return BEFORE_KEYCLOAKS;
        }
    }

    /** {@code urn:ietf:params:oauth:grant-type:token-exchange}. */
    public static final class Exchange extends TokenExchangeGrantTypeFactory {
        @Override
        public OAuth2GrantType create(KeycloakSession session) {
            return new GrantTellingLifetime(super.create(session));
        }

        @Override
        public int order() {
            return BEFORE_KEYCLOAKS;
        }
    }

    /** {@code urn:ietf:params:oauth:grant-type:device_code}. */
    public static final class Device extends DeviceGrantTypeFactory {
        @Override
        public OAuth2GrantType create(KeycloakSession session) {
            return new GrantTellingLifetime(super.create(session));
        }

        @Override
        public int order() {
            return BEFORE_KEYCLOAKS;
        }
    }

    /** {@code urn:openid:params:grant-type:ciba}. */
    public static final class Ciba extends CibaGrantTypeFactory {
        @Override
        public OAuth2GrantType create(KeycloakSession session) {
            return new GrantTellingLifetime(super.create(session));
        }

        @Override
        public int order() {
            return BEFORE_KEYCLOAKS;
        }
    }
}
