package dev.tokenfamily.harness.realm;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.keycloak.authentication.authenticators.client.AttestationBasedClientAuthenticator;
import org.keycloak.representations.idm.ClientRepresentation;

/**
 * Who attests the instances of an application, each with a key of its own (draft-ietf-oauth-attestation-based-client-auth-07). A
 * realm trusts it by an identity provider.
 */
public record Attestation(ECKey key) {

    private static final String IDENTITY_PROVIDER = "attester";
    private static final int LIFESPAN = 3600;

    /** Known to a realm, whose server has the feature {@code client-auth-abca}. */
    public static Attestation trustedBy(TestRealm realm) {
        Attestation attestation = new Attestation(newKey("attester"));
        String keys = new JWKSet(attestation.key.toPublicJWK()).toString();
        realm.admin()
                .post(
                        "/" + realm.name() + "/identity-provider/instances",
                        Map.of(
                                "alias",
                                IDENTITY_PROVIDER,
                                "providerId",
                                "default-trust",
                                "enabled",
                                true,
                                "config",
                                Map.of("useJwksUrl", "false", "publicKeySignatureVerifier", keys)));
        return attestation;
    }

    private static ECKey newKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(id)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has Keycloak believe what this attests of the client's instances. */
    public void trust(ClientRepresentation client) {
        client.getAttributes()
                .put(AttestationBasedClientAuthenticator.OAUTH_CLIENT_ATTESTATION_CONFIG_TRUST_IDPS, IDENTITY_PROVIDER);
    }

    /** Has Keycloak let the client in by nothing else. */
    public void require(ClientRepresentation client) {
        trust(client);
        client.setClientAuthenticatorType(AttestationBasedClientAuthenticator.PROVIDER_ID);
    }

    /** A new instance of the application, which proves in each request that it has its key. */
    public Proof newInstance(App app) {
        ECKey instance = newKey("instance");
        return endpoint -> {
            long now = new ServerInside(app.realm()).now();
            return List.of(
                    AttestationBasedClientAuthenticator.OAUTH_CLIENT_ATTESTATION_HEADER,
                    attested(app, instance, now),
                    AttestationBasedClientAuthenticator.OAUTH_CLIENT_ATTESTATION_POP_HEADER,
                    signed(
                            instance,
                            AttestationBasedClientAuthenticator.OAUTH_CLIENT_ATTESTATION_POP_JWT_TYPE,
                            claims(app.clientId(), now).audience(app.realm().toString())));
        };
    }

    /** The attestation of an instance whose key nobody proves: whoever has seen it can send it. */
    public Proof copied(App app) {
        ECKey instance = newKey("instance");
        return endpoint -> List.of(
                AttestationBasedClientAuthenticator.OAUTH_CLIENT_ATTESTATION_HEADER,
                attested(app, instance, new ServerInside(app.realm()).now()));
    }

    private String attested(App app, ECKey instance, long now) {
        return signed(
                key,
                AttestationBasedClientAuthenticator.OAUTH_CLIENT_ATTESTATION_JWT_TYPE,
                claims("https://attester.example", now)
                        .subject(app.clientId())
                        .claim("cnf", Map.of("jwk", instance.toPublicJWK().toJSONObject())));
    }

    private static JWTClaimsSet.Builder claims(String issuer, long now) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .jwtID(UUID.randomUUID().toString())
                .claim("iat", now)
                .claim("exp", now + LIFESPAN);
    }

    private static String signed(ECKey by, String type, JWTClaimsSet.Builder claims) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(type))
                .keyID(by.getKeyID())
                .build();
        SignedJWT jwt = new SignedJWT(header, claims.build());
        try {
            jwt.sign(new ECDSASigner(by));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }
}
