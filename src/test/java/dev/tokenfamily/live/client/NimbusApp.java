package dev.tokenfamily.live.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.tokenfamily.harness.realm.App;
import java.io.IOException;
import java.net.URI;
import java.util.function.UnaryOperator;

/** A public client on the Nimbus OAuth 2.0 SDK, as its guide says: the SDK speaks, the application keeps the tokens. */
final class NimbusApp {

    private static final URI REDIRECT = URI.create("http://127.0.0.1/nimbus");

    /** The SDK gives the keys half a second, in which a server of a busy machine may not answer. */
    private static final int PATIENCE_MILLIS = 60_000;

    private final OIDCProviderMetadata provider;
    private final ClientID id;
    private final IDTokenValidator idTokens;

    /** Whose clock is that of a server which is this many seconds ahead. */
    NimbusApp(App registered, long serverAhead) throws GeneralException, IOException {
        provider = OIDCProviderMetadata.resolve(new Issuer(registered.realm()));
        id = new ClientID(registered.clientId());
        idTokens = new IDTokenValidator(
                provider.getIssuer(),
                id,
                JWSAlgorithm.RS256,
                provider.getJWKSetURI().toURL(),
                new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS));
        idTokens.setMaxClockSkew(Math.toIntExact(serverAhead + 60));
    }

    /** Sends the user to Keycloak, who comes back with a code, and exchanges it. */
    RefreshToken login(UnaryOperator<URI> user) throws ParseException, IOException, JOSEException, BadJOSEException {
        CodeVerifier verifier = new CodeVerifier();
        State state = new State();
        Nonce nonce = new Nonce();
        URI request = new AuthenticationRequest.Builder(ResponseType.CODE, new Scope("openid"), id, REDIRECT)
                .endpointURI(provider.getAuthorizationEndpointURI())
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .state(state)
                .nonce(nonce)
                .build()
                .toURI();
        AuthenticationSuccessResponse back =
                AuthenticationResponseParser.parse(user.apply(request)).toSuccessResponse();
        if (!state.equals(back.getState())) {
            throw new IllegalStateException("Not our request");
        }
        OIDCTokens tokens = tokens(send(new AuthorizationCodeGrant(back.getAuthorizationCode(), REDIRECT, verifier)));
        idTokens.validate(tokens.getIDToken(), nonce);
        return tokens.getRefreshToken();
    }

    TokenResponse refresh(RefreshToken token) throws ParseException, IOException {
        return send(new RefreshTokenGrant(token));
    }

    /** A refresh that must succeed. */
    RefreshToken refreshed(RefreshToken token) throws ParseException, IOException {
        return tokens(refresh(token)).getRefreshToken();
    }

    private TokenResponse send(AuthorizationGrant grant) throws ParseException, IOException {
        TokenRequest request = new TokenRequest.Builder(provider.getTokenEndpointURI(), id, grant).build();
        return OIDCTokenResponseParser.parse(request.toHTTPRequest().send());
    }

    private static OIDCTokens tokens(TokenResponse response) {
        if (!response.indicatesSuccess()) {
            throw new AssertionError(response.toErrorResponse().getErrorObject().toJSONObject());
        }
        return (OIDCTokens) response.toSuccessResponse().getTokens();
    }
}
