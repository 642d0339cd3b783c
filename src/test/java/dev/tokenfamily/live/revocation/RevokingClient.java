package dev.tokenfamily.live.revocation;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.keycloak.util.JsonSerialization;

/** A tool outside that asks a realm to end everything of a user: a client with a service account, a secret, and a key. */
record RevokingClient(TestRealm realm, App app, RSAKey key) {

    private static final String CARRIER = "global-token-revocation";

    /** A client that authenticates by its secret, without the role. */
    static RevokingClient bySecret(TestRealm realm, String clientId) {
        App app = realm.client(clientId, "", client -> {
            client.setSecret("secret");
            client.setServiceAccountsEnabled(true);
        });
        return new RevokingClient(realm, app, newKey());
    }

    /** A client that authenticates by a signed JWT, without the role. */
    static RevokingClient byKey(TestRealm realm, String clientId, Map<String, String> attributes) {
        RSAKey key = newKey();
        App app = realm.client(clientId, "", client -> {
            client.setServiceAccountsEnabled(true);
            client.setClientAuthenticatorType("client-jwt");
            client.getAttributes().put("use.jwks.string", "true");
            client.getAttributes().put("jwks.string", new JWKSet(key.toPublicJWK()).toString());
            client.getAttributes().putAll(attributes);
        });
        return new RevokingClient(realm, app, key);
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same client, with the role from now on. */
    RevokingClient withRole() {
        grant(realm, serviceAccount());
        return this;
    }

    /** Gives a user the role. */
    static void grant(TestRealm realm, String userId) {
        String carrier = realm.clientUuid(CARRIER);
        JsonNode role = realm.admin().read("/" + realm.name() + "/clients/" + carrier + "/roles/revoke-all-tokens");
        expectSuccess(realm.admin()
                .post("/" + realm.name() + "/users/" + userId + "/role-mappings/clients/" + carrier, List.of(role)));
    }

    String serviceAccount() {
        return realm.admin()
                .read("/" + realm.name() + "/clients/" + realm.clientUuid(app.clientId()) + "/service-account-user")
                .path("id")
                .asText();
    }

    URI endpoint() {
        return endpoint(realm);
    }

    static URI endpoint(TestRealm realm) {
        return URI.create(realm.url() + "/global-token-revocation");
    }

    /** An access token of its service account. */
    String accessToken() {
        return expectSuccess(app.call("token", Map.of("grant_type", "client_credentials")))
                .text("access_token");
    }

    /** The same of a client that has no secret. */
    String accessTokenBySignature() {
        String jwt =
                signed("JWT", claims -> claims.audience(realm.url().toString()).claim("nbf", null));
        return expectSuccess(app.call(
                        "token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_assertion_type",
                                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                                "client_assertion",
                                jwt)))
                .text("access_token");
    }

    /** With an access token, about a user of that id. */
    Response revoke(String userId) {
        return send("Bearer " + accessToken(), opaque(userId));
    }

    /** With a JWT that it has signed, about a user of that id. */
    Response revokeSigned(String userId) {
        return send("Bearer " + assertion(claims -> claims), opaque(userId));
    }

    Response send(String authorization, Map<String, ?> subject) {
        return send(authorization, body(subject));
    }

    Response send(String authorization, String body) {
        return send(realm, authorization, body);
    }

    static Response send(TestRealm realm, String authorization, String body) {
        return Http.json(
                "POST", endpoint(realm), body, "Authorization", authorization, "User-Agent", "incident-tool/1");
    }

    static Map<String, String> opaque(String id) {
        return Map.of("format", "opaque", "id", id);
    }

    static Map<String, String> email(String address) {
        return Map.of("format", "email", "email", address);
    }

    static Map<String, String> issSub(String issuer, String subject) {
        return Map.of("format", "iss_sub", "iss", issuer, "sub", subject);
    }

    static String body(Map<String, ?> subject) {
        return JsonSerialization.mapper.valueToTree(Map.of("sub_id", subject)).toString();
    }

    /** A JWT as it should be, in the form that Okta sends, but for what is changed. */
    String assertion(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed("global-token-revocation+jwt", change);
    }

    String signed(String type, UnaryOperator<JWTClaimsSet.Builder> change) {
        try {
            SignedJWT jwt = new SignedJWT(header(JWSAlgorithm.RS256, type), claims(change));
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As if the public key were a secret. */
    String signedWithPublicKeyAsSecret() {
        try {
            SignedJWT jwt = new SignedJWT(header(JWSAlgorithm.HS256, "JWT"), claims(claims -> claims));
            jwt.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String unsigned() {
        return new PlainJWT(claims(claims -> claims)).serialize();
    }

    private JWSHeader header(JWSAlgorithm algorithm, String type) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType(type))
                .keyID(key.getKeyID())
                .build();
    }

    private JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        long now = now();
        return change.apply(new JWTClaimsSet.Builder()
                        .issuer(app.clientId())
                        .subject(app.clientId())
                        .audience(endpoint().toString())
                        .jwtID(UUID.randomUUID().toString())
                        .claim("nbf", now - 300)
                        .claim("iat", now)
                        .claim("exp", now + 300))
                .build();
    }

    /** By the server's clock, epoch seconds. */
    long now() {
        return realm.inside().now();
    }

    /** Whether a refresh is answered with tokens. */
    static boolean lives(App app, Tokens tokens) {
        return app.refreshOnce(tokens.refresh()).status() == 200;
    }
}
