package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which access tokens are remembered. */
final class AccessTokensTest {

    @Test
    void givenNoneWhenOneIsAddedThenItIsRemembered() {
        AccessToken token = new AccessToken("a", 100);
        assertThat(AccessTokens.NONE.plus(token, 50).tokens()).containsExactly(token);
    }

    @Test
    void givenAnExpiredOneWhenAnotherIsAddedThenItIsForgotten() {
        AccessToken expired = new AccessToken("a", 99);
        AccessToken valid = new AccessToken("b", 100);
        AccessToken newest = new AccessToken("c", 200);
        AccessTokens tokens = new AccessTokens(List.of(expired, valid));
        assertThat(tokens.plus(newest, 100).tokens()).containsExactly(valid, newest);
    }

    @Test
    void givenAsManyAsFitWhenOneMoreIsAddedThenTheOldestIsForgotten() {
        AccessTokens tokens = AccessTokens.NONE;
        for (int i = 1; i <= AccessTokens.LIMIT + 1; i++) {
            tokens = tokens.plus(new AccessToken("a" + i, 100), 50);
        }
        assertThat(tokens.tokens()).hasSize(16).first().isEqualTo(new AccessToken("a2", 100));
        assertThat(tokens.tokens()).last().isEqualTo(new AccessToken("a17", 100));
    }

    @Test
    void givenTheSecondOfTheExpiryThenKeycloakStillAcceptsTheToken() {
        AccessTokens tokens = new AccessTokens(List.of(new AccessToken("a", 100), new AccessToken("b", 101)));
        assertThat(tokens.unexpired(100)).hasSize(2);
        assertThat(tokens.unexpired(101)).containsExactly(new AccessToken("b", 101));
    }

    @Test
    void givenAListWhenItChangesLaterThenTheRecordDoesNot() {
        List<AccessToken> list = new ArrayList<>(List.of(new AccessToken("a", 100)));
        AccessTokens tokens = new AccessTokens(list);
        list.clear();
        assertThat(tokens.tokens()).hasSize(1);
    }
}
