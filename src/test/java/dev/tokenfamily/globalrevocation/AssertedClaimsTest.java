package dev.tokenfamily.globalrevocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.JsonWebToken;

/** What the JWT of a client must say. */
final class AssertedClaimsTest {

    private static final long NOW = 1_800_000_000;
    private static final String CLIENT = "incident-tool";
    private static final String ENDPOINT = "https://sso/realms/shop/global-token-revocation";
    private static final String ISSUER = "https://sso/realms/shop";

    private static final String PROVIDER = "https://example.okta.com";
    private static final String OWN = "global-token-revocation+jwt";

    private final AssertedClaims rules = new AssertedClaims(CLIENT, PROVIDER, Set.of(ENDPOINT), ISSUER);

    private @Nullable String fault(Consumer<JsonWebToken> change) {
        return fault(OWN, change);
    }

    private @Nullable String fault(@Nullable String type, Consumer<JsonWebToken> change) {
        JsonWebToken jwt = new JsonWebToken()
                .id("1")
                .issuer(CLIENT)
                .subject(CLIENT)
                .audience(ENDPOINT)
                .iat(NOW - 10)
                .exp(NOW + 290);
        change.accept(jwt);
        return rules.fault(type, jwt, NOW);
    }

    @Test
    void givenAGoodJwtThenThereIsNoFault() {
        assertThat(fault(jwt -> {})).isNull();
        assertThat(fault(jwt -> jwt.nbf(NOW - 300))).as("as Okta has it").isNull();
    }

    @Test
    void givenAnotherIssuerThenItIsNamed() {
        assertThat(fault(jwt -> jwt.issuer("other"))).contains("issuer");
        assertThat(fault(jwt -> jwt.issuer(null))).contains("issuer");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"JWT", "client-authentication+jwt", OWN, "Global-Token-Revocation+JWT"})
    void givenAJwtOfAClientThenItIsForTheEndpointAndNotForTheTokenEndpoint(@Nullable String type) {
        assertThat(fault(type, jwt -> {})).isNull();
        assertThat(fault(type, jwt -> jwt.audience(ISSUER)))
                .as("what a client shows to the token endpoint, or can")
                .contains("audience");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"JWT", "client-authentication+jwt"})
    void givenAJwtOfAnIdentityProviderThatIsNotMadeForThisThenItsIssuerIsNobodyHere(@Nullable String type) {
        assertThat(fault(type, jwt -> jwt.issuer(PROVIDER))).contains("issuer");
        assertThat(fault(type, jwt -> jwt.issuer(PROVIDER).audience(ISSUER))).contains("issuer");
    }

    @Test
    void givenAJwtThatAnIdentityProviderMadeForThisThenItsAudienceIsTheEndpointOrTheRealm() {
        assertThat(fault(jwt -> jwt.issuer(PROVIDER))).isNull();
        assertThat(fault(jwt -> jwt.issuer(PROVIDER).audience(ISSUER))).isNull();
        assertThat(fault(jwt -> jwt.issuer(PROVIDER).audience(CLIENT))).contains("audience");
        AssertedClaims alone = new AssertedClaims(CLIENT, null, Set.of(ENDPOINT), ISSUER);
        assertThat(alone.fault(OWN, new JsonWebToken().issuer(PROVIDER), NOW)).contains("issuer");
        assertThat(alone.fault(OWN, new JsonWebToken(), NOW)).contains("issuer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "logout+jwt", "secevent+jwt", ""})
    void givenAnotherTypeThenItIsNamed(String type) {
        assertThat(fault(type, jwt -> {})).contains("type");
    }

    @Test
    void givenAnotherAudienceOrSeveralThenItIsNamed() {
        assertThat(fault(jwt -> jwt.audience("https://sso/realms/other"))).contains("audience");
        assertThat(fault(jwt -> jwt.audience(ENDPOINT, "https://evil.example"))).contains("audience");
        assertThat(fault(jwt -> jwt.audience(new String[0]))).contains("audience");
        assertThat(fault(jwt -> jwt.audience((String[]) null))).contains("audience");
        assertThat(fault(jwt -> jwt.audience(new String[] {null}))).contains("audience");
    }

    @Test
    void givenNoIdThenItIsNamed() {
        assertThat(fault(jwt -> jwt.id(null))).contains("jti");
        assertThat(fault(jwt -> jwt.id(" "))).contains("jti");
    }

    @Test
    void givenNoTimesThenTheyAreNamed() {
        assertThat(fault(jwt -> jwt.iat(null))).contains("iat");
        assertThat(fault(jwt -> jwt.exp((Long) null))).contains("exp");
    }

    @Test
    void givenALifeOfFiveMinutesThenItIsGoodAndOneSecondMoreIsNot() {
        assertThat(fault(jwt -> jwt.iat(NOW).exp(NOW + 300))).isNull();
        assertThat(fault(jwt -> jwt.iat(NOW).exp(NOW + 301))).contains("300");
        assertThat(fault(jwt -> jwt.iat(NOW).exp(Long.MAX_VALUE))).contains("300");
        assertThat(fault(jwt -> jwt.iat(NOW - 250).exp(NOW + 51)))
                .as("the life counts, not what is left of it")
                .contains("300");
    }

    @Test
    void givenTheClocksDifferByALittleThenItIsGoodAndByMoreItIsNot() {
        assertThat(fault(jwt -> jwt.iat(NOW + 15).exp(NOW + 100))).isNull();
        assertThat(fault(jwt -> jwt.iat(NOW + 16).exp(NOW + 100))).contains("future");
        assertThat(fault(jwt -> jwt.nbf(NOW + 16))).contains("future");
        assertThat(fault(jwt -> jwt.iat(NOW - 100).exp(NOW - 15))).isNull();
        assertThat(fault(jwt -> jwt.iat(NOW - 100).exp(NOW - 16))).contains("expired");
    }

    @Test
    void givenTimesThatOverflowThenItHasExpired() {
        assertThat(fault(jwt -> jwt.iat(Long.MIN_VALUE).exp(Long.MAX_VALUE))).contains("expired");
    }

    @Test
    void thenAJwtIsRememberedForLongerThanItIsGood() {
        long expires = NOW + 300;
        long remembered = NOW + AssertedClaims.secondsToRemember(expires, NOW);
        assertThat(rules.fault(
                        OWN,
                        new JsonWebToken()
                                .id("1")
                                .issuer(CLIENT)
                                .audience(ENDPOINT)
                                .iat(NOW)
                                .exp(expires),
                        remembered))
                .contains("expired");
    }
}
