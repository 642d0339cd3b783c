package dev.tokenfamily.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.Time;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.RefreshToken;
import org.keycloak.util.JsonSerialization;

/** What is told of a refresh token's life, and what is signed. */
final class RefreshTokenOfFamilyTest {

    private final AccessToken accessToken = new AccessToken();
    private RefreshTokenOfFamily token = new RefreshTokenOfFamily(accessToken, null, "default");

    @BeforeEach
    void fill() {
        accessToken.issuer("https://id.example/realms/acme");
        accessToken.issuedFor("app");
        accessToken.subject("user");
        accessToken.setScope("openid");
        token = filled(new RefreshTokenOfFamily(accessToken, null, "default"));
    }

    private static <T extends RefreshToken> T filled(T refreshToken) {
        refreshToken.id("token");
        refreshToken.iat(1_700_000_000L);
        refreshToken.getOtherClaims().put("family", "some");
        return refreshToken;
    }

    private static JsonNode signed(RefreshToken token) throws IOException {
        return JsonSerialization.mapper.readTree(JsonSerialization.writeValueAsBytes(token));
    }

    @Nested
    final class GivenATokenThatExpires {

        private final long expiry = Time.currentTimeSeconds() + 1_800;

        @BeforeEach
        void expire() {
            token.exp(expiry);
        }

        @Test
        void whenTheFamilyEndsEarlierThenThatIsToldAndNotSigned() throws IOException {
            token.familyEndsIn(OptionalLong.of(4));
            assertThat(token.getExp()).isBetween(Time.currentTimeSeconds(), Time.currentTimeSeconds() + 4);
            assertThat(signed(token).path("exp").asLong()).isEqualTo(expiry);
        }

        @Test
        void whenTheFamilyEndsLaterOrNeverThenItsOwnExpiryIsTold() {
            token.familyEndsIn(OptionalLong.of(3_600));
            assertThat(token.getExp()).isEqualTo(expiry);
            token.familyEndsIn(OptionalLong.empty());
            assertThat(token.getExp()).isEqualTo(expiry);
        }

        @Test
        void thenItIsSignedLikeKeycloaksOwn() throws IOException {
            RefreshToken keycloaks = filled(new RefreshToken(accessToken, null, "default"));
            keycloaks.exp(expiry);
            assertThat(signed(token)).isEqualTo(signed(keycloaks));
        }
    }

    @Test
    void givenATokenWithoutExpiryThenTheFamilysEndIsToldAndNoneIsSigned() throws IOException {
        assertThat(token.getExp()).isNull();
        token.familyEndsIn(OptionalLong.of(4));
        assertThat(token.getExp()).isNotNull();
        assertThat(signed(token).has("exp")).isFalse();
    }
}
