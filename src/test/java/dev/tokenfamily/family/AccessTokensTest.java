package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which access tokens have names, and what is known of the others. */
final class AccessTokensTest {

    @Nested
    final class GivenRoom {

        @Test
        void whenOneIsAddedThenItHasAName() {
            AccessToken token = new AccessToken("a", 100);
            assertThat(AccessTokens.NONE.plus(token, 50)).isEqualTo(new AccessTokens(List.of(token), 0));
        }

        @Test
        void whenOneHasExpiredThenItGoesAndNobodyMissesIt() {
            AccessToken expired = new AccessToken("a", 98);
            AccessToken valid = new AccessToken("b", 101);
            AccessToken newest = new AccessToken("c", 200);
            AccessTokens tokens = new AccessTokens(List.of(expired, valid)).plus(newest, 100);
            assertThat(tokens.tokens()).containsExactly(valid, newest);
            assertThat(tokens.someUnnamedAt(100)).isFalse();
        }
    }

    @Nested
    final class GivenAsManyAsHaveNames {

        private final AccessTokens full = many(AccessTokens.LIMIT);

        private static AccessTokens many(int count) {
            AccessTokens tokens = AccessTokens.NONE;
            for (int i = 1; i <= count; i++) {
                tokens = tokens.plus(new AccessToken("a" + i, 1_000 - i), 50);
            }
            return tokens;
        }

        @Test
        void thenNoneIsNameless() {
            assertThat(full.tokens()).hasSize(AccessTokens.LIMIT);
            assertThat(full.someUnnamedAt(1)).isFalse();
        }

        @Test
        void whenMoreAreAddedThenTheOldestAreKnownByTheirExpiry() {
            AccessTokens pushed = many(AccessTokens.LIMIT + 3);
            assertThat(pushed.tokens()).hasSize(AccessTokens.LIMIT).first().isEqualTo(new AccessToken("a4", 996));
            assertThat(pushed.unnamedUntil()).isEqualTo(999);
        }

        @Test
        void whenAThiefAddsThousandsThenTheLatestExpiryStays() {
            assertThat(many(900).unnamedUntil()).isEqualTo(999);
        }
    }

    @Nested
    final class GivenSomeWithoutNames {

        private final AccessTokens tokens = AccessTokens.NONE.plusUnnamed(1_000);

        @Test
        void thenTheyAreThereUntilTheyHaveAllExpired() {
            assertThat(tokens.someUnnamedAt(1_000))
                    .as("Keycloak accepts it in that second")
                    .isTrue();
            assertThat(tokens.someUnnamedAt(1_001)).isFalse();
        }

        @Test
        void whenEarlierOnesComeThenNothingHasToBeWritten() {
            assertThat(tokens.coversUnnamed(1_000)).isTrue();
            assertThat(tokens.coversUnnamed(1_001)).isFalse();
            assertThat(tokens.plusUnnamed(999)).isEqualTo(tokens);
        }

        @Test
        void whenWrittenDownThenThoseOfTheNextHourAreCovered() {
            for (long expiry = 7_000; expiry < 11_000; expiry++) {
                AccessTokens covering = tokens.coveringUnnamed(expiry);
                assertThat(covering.unnamedUntil()).isBetween(expiry + 3_600, expiry + 7_200);
            }
        }

        @Test
        void whenOthersAreAddedByNameThenTheyAreNotForgotten() {
            assertThat(tokens.plus(new AccessToken("a", 70), 50).unnamedUntil()).isEqualTo(1_000);
        }
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
