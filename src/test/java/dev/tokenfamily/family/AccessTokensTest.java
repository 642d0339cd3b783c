package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which access tokens have names, and what is known of the others. */
final class AccessTokensTest {

    private static final long NOW = 1_700_000_000;

    @Nested
    final class GivenRoom {

        @Test
        void whenOneIsAddedThenItHasAName() {
            AccessToken token = new AccessToken("a", 100);
            assertThat(AccessTokens.NONE.plus(token, 50)).isEqualTo(new AccessTokens(List.of(token), 0));
        }

        @Test
        void whenOneHasExpiredForAllNodesThenItGoesAndNobodyMissesIt() {
            AccessToken expired = new AccessToken("a", NOW - AccessTokens.CLOCKS_DIFFER - 1);
            AccessToken acceptable = new AccessToken("b", NOW - AccessTokens.CLOCKS_DIFFER);
            AccessToken newest = new AccessToken("c", NOW + 100);
            AccessTokens tokens = new AccessTokens(List.of(expired, acceptable)).plus(newest, NOW);
            assertThat(tokens.tokens()).containsExactly(acceptable, newest);
            assertThat(tokens.someUnnamedAt(NOW)).isFalse();
        }

        /** The database is ahead of the node that is shown it, or its clock is set back before the family is revoked. */
        @ParameterizedTest
        @ValueSource(longs = {0, 1, 30, 60, 300, 3_599, 3_600})
        void whenSomeNodesClockIsBehindThenWhatItAcceptsHasAName(long behind) {
            AccessToken token = new AccessToken("a", NOW);
            AccessTokens tokens = AccessTokens.NONE.plus(token, NOW - 300);
            AccessTokens later = tokens.plus(new AccessToken("b", NOW + 400), NOW + behind);
            assertThat(later.tokens()).contains(token);
            assertThat(later.acceptable(NOW + behind)).contains(token);
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
            long last = 1_000 + AccessTokens.CLOCKS_DIFFER;
            assertThat(tokens.someUnnamedAt(last))
                    .as("a node behind accepts it in that second")
                    .isTrue();
            assertThat(tokens.someUnnamedAt(last + 1)).isFalse();
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
        assertThat(tokens.acceptable(100 + AccessTokens.CLOCKS_DIFFER)).hasSize(2);
        assertThat(tokens.acceptable(101 + AccessTokens.CLOCKS_DIFFER)).containsExactly(new AccessToken("b", 101));
    }

    @Test
    void givenAListWhenItChangesLaterThenTheRecordDoesNot() {
        List<AccessToken> list = new ArrayList<>(List.of(new AccessToken("a", 100)));
        AccessTokens tokens = new AccessTokens(list);
        list.clear();
        assertThat(tokens.tokens()).hasSize(1);
    }
}
