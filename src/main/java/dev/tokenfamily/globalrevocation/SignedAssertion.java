package dev.tokenfamily.globalrevocation;

import jakarta.persistence.PersistenceException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.authenticators.client.JWTClientAuthenticator;
import org.keycloak.common.VerificationException;
import org.keycloak.common.util.Time;
import org.keycloak.crypto.ClientSignatureVerifierProvider;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.models.ClientModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.representations.JsonWebToken;

/**
 * A JWT that a client has signed for one request, with the key that is registered for its {@code private_key_jwt}. Its {@code sub}
 * is the {@code client_id}. It is taken once.
 */
final class SignedAssertion {

    private static final int LONGEST_NAME = 255;

    /** A chain of causes can be a circle. */
    private static final int MOST_CAUSES = 20;

    private final KeycloakSession session;
    private final RevocationRight right;
    private final JWSInput jws;
    private final JsonWebToken claims;
    private final FailedLogins failed;

    SignedAssertion(KeycloakSession session, RevocationRight right, JWSInput jws, JsonWebToken claims) {
        this.session = session;
        this.right = right;
        this.jws = jws;
        this.claims = claims;
        this.failed = new FailedLogins(session);
    }

    /** The client that has signed it. */
    Caller caller() throws RequestRefused {
        RealmModel realm = session.getContext().getRealm();
        @Nullable String clientId = claims.getSubject();
        @Nullable
        ClientModel client = clientId == null || !isName(clientId) ? null : realm.getClientByClientId(clientId);
        if (client == null || !authenticatesByKey(client)) {
            throw failed.refuse(client, "The JWT names no client that authenticates by a signed JWT", null);
        }
        requireSignature(client);
        long now = Time.currentTimeSeconds();
        @Nullable String fault = rules(client).fault(jws.getHeader().getType(), claims, now);
        if (fault != null) {
            throw failed.refuse(client, fault, null);
        }
        if (!session.singleUseObjects()
                .putIfAbsent(onceKey(client), AssertedClaims.secondsToRemember(claims.getExp(), now))) {
            throw failed.refuse(client, "The JWT was used before", null);
        }
        @Nullable Caller caller = Caller.of(session, client);
        if (caller == null || !right.isOf(caller.account())) {
            throw failed.forbid(
                    client,
                    "The service account of the client needs the role %s of %s"
                            .formatted(RevocationRight.ROLE, RevocationRight.CLIENT));
        }
        return caller;
    }

    /** Some databases fail at a text that has a zero byte. */
    private static boolean isName(String text) {
        return text.length() <= LONGEST_NAME && text.chars().noneMatch(Character::isISOControl);
    }

    private static boolean authenticatesByKey(ClientModel client) {
        return client.isEnabled()
                && !client.isPublicClient()
                && !client.isBearerOnly()
                && OIDCLoginProtocol.LOGIN_PROTOCOL.equals(client.getProtocol())
                && JWTClientAuthenticator.PROVIDER_ID.equals(client.getClientAuthenticatorType());
    }

    private void requireSignature(ClientModel client) throws RequestRefused {
        @Nullable ClientSignatureVerifierProvider verifier = verifier(client);
        if (verifier == null || jws.getSignature() == null) {
            throw failed.refuse(client, "The algorithm of the JWT is not one that this client may use", null);
        }
        if (!isSigned(client, verifier)) {
            throw failed.refuse(client, "The signature of the JWT is not the client's", null);
        }
    }

    /** Null where nobody may sign with that algorithm, or this client may not. A secret is no key of a signature. */
    private @Nullable ClientSignatureVerifierProvider verifier(ClientModel client) {
        String algorithm = jws.getHeader().getRawAlgorithm();
        @Nullable
        String only = OIDCAdvancedConfigWrapper.fromClientModel(client).getTokenEndpointAuthSigningAlg();
        @Nullable
        ClientSignatureVerifierProvider verifier =
                session.getProvider(ClientSignatureVerifierProvider.class, algorithm);
        return verifier != null && verifier.isAsymmetricAlgorithm() && (only == null || only.equals(algorithm))
                ? verifier
                : null;
    }

    /** Whoever has registered an address of keys that does not answer, or answers with something else, has no key. */
    private boolean isSigned(ClientModel client, ClientSignatureVerifierProvider verifier) throws RequestRefused {
        try {
            return verifier.verifier(client, jws)
                    .verify(jws.getEncodedSignatureInput().getBytes(StandardCharsets.UTF_8), jws.getSignature());
        } catch (VerificationException e) {
            throw failed.refuse(client, "The signature of the JWT cannot be verified", e);
        } catch (RuntimeException e) {
            if (!saysThatThereAreNoKeys(e)) {
                throw e;
            }
            throw failed.refuse(client, "The keys of the client cannot be had", e);
        }
    }

    /**
     * Whether that is how Keycloak says that it could not load the keys of a client ({@code InfinispanPublicKeyStorageProvider}). A
     * database that fails is nobody's credential.
     */
    static boolean saysThatThereAreNoKeys(RuntimeException failure) {
        return failure.getCause() instanceof ExecutionException
                && Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                        .limit(MOST_CAUSES)
                        .noneMatch(cause -> cause instanceof PersistenceException || cause instanceof SQLException);
    }

    private AssertedClaims rules(ClientModel client) {
        return new AssertedClaims(
                client.getClientId(),
                provider(client),
                RevocationEndpoint.addresses(session),
                RevocationEndpoint.issuer(session));
    }

    /** The issuer of the identity provider that may speak for the client; null where there is none that is enabled. */
    private @Nullable String provider(ClientModel client) {
        @Nullable String alias = Caller.identityProvider(client);
        @Nullable
        IdentityProviderModel provider =
                alias == null ? null : session.identityProviders().getByAlias(alias);
        return provider == null || !provider.isEnabled() ? null : SubjectLookup.issuer(provider);
    }

    private String onceKey(ClientModel client) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((client.getId() + ' ' + claims.getId()).getBytes(StandardCharsets.UTF_8));
            return "token-family-global-revocation:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
