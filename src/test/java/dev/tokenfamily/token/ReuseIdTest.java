package dev.tokenfamily.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.keycloak.models.Constants;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.RefreshToken;

/** The claim by which Keycloak tells tabs apart goes from the presented token to its successor. */
final class ReuseIdTest {

    private static RefreshToken token(Map<String, Object> claims) {
        RefreshToken token = new RefreshToken(new AccessToken(), null, "default");
        token.getOtherClaims().putAll(claims);
        return token;
    }

    @Nested
    final class GivenAPresentedTokenWithOne {

        private final RefreshToken presented = token(Map.of(Constants.REUSE_ID, "tab-1", "other", "claim"));

        @Test
        void thenTheSuccessorGetsItAndNothingElse() {
            RefreshToken successor = token(Map.of());
            FamilyTokenPostProcessor.handOnReuseId(presented, successor);
            assertThat(successor.getOtherClaims()).containsOnly(Map.entry(Constants.REUSE_ID, "tab-1"));
        }

        @Test
        void thenItReplacesThatOfTheSuccessor() {
            RefreshToken successor = token(Map.of(Constants.REUSE_ID, "tab-2"));
            FamilyTokenPostProcessor.handOnReuseId(presented, successor);
            assertThat(successor.getOtherClaims()).containsEntry(Constants.REUSE_ID, "tab-1");
        }
    }

    @Nested
    final class GivenAPresentedTokenWithoutOne {

        @Test
        void thenTheSuccessorStaysAsItIs() {
            RefreshToken successor = token(Map.of("family", "claim"));
            FamilyTokenPostProcessor.handOnReuseId(token(Map.of()), successor);
            assertThat(successor.getOtherClaims()).containsOnly(Map.entry("family", "claim"));
        }
    }
}
