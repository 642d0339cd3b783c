package dev.tokenfamily.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.Address;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token of a dead family may mean: nobody who came from elsewhere passes for a client in a loop. */
final class RepeatTest {

    private static final long NOW = 1_700_000_000;
    private static final String HOME = "192.0.2.1";
    private static final String AGENT = "mcp-client/1.2";
    private static final int HEAD = 5;

    /** First used from home, its head obtained from there. */
    private static Family dead(String firstAddress, Origin holder) {
        Owner owner = new Owner("realm", "client", "user", "session", false);
        Head head = new Head("head", NOW, NOW + 1_800, NOW);
        Family opened = Family.opened(
                "family",
                owner,
                NOW,
                1,
                head,
                GraceTerms.NONE,
                NOW,
                new Origin(firstAddress, AGENT),
                AccessTokens.NONE);
        AccessTokens.AccessToken access = new AccessTokens.AccessToken("access", NOW + 300);
        return opened.advanced(HEAD, head, GraceTerms.NONE, NOW, holder, access).revokedBecause(RevocationReason.REUSE);
    }

    private static Repeat repeat(int generation, Origin from) {
        return Repeat.of(dead(HOME, new Origin(HOME, AGENT)), generation, from);
    }

    @Nested
    final class GivenTheClientThatGoesOnFromWhereItWas {

        @ParameterizedTest
        @ValueSource(ints = {HEAD, HEAD - 1})
        void thenItIsALoop(int generation) {
            assertThat(repeat(generation, new Origin(HOME, AGENT))).isEqualTo(Repeat.CLIENT_LOOP);
        }

        @Test
        void thenItIsALoopWithoutAUserAgentToo() {
            Origin silent = new Origin(HOME, null);
            assertThat(Repeat.of(dead(HOME, silent), HEAD, silent)).isEqualTo(Repeat.CLIENT_LOOP);
        }
    }

    @Nested
    final class GivenSomebodyElse {

        @ParameterizedTest
        @CsvSource({"198.51.100.66, mcp-client/1.2", "192.0.2.1, curl/8.5.0", "192.0.2.1,", "unknown, mcp-client/1.2"})
        void thenAnotherAddressOrUserAgentIsNoLoop(String address, @Nullable String agent) {
            assertThat(repeat(HEAD, new Origin(address, agent))).isEqualTo(Repeat.PRESENTATION);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, HEAD - 2, HEAD + 1})
        void thenAnOldTokenIsACopyThatSomebodyKeptEvenFromThere(int generation) {
            assertThat(repeat(generation, new Origin(HOME, AGENT))).isEqualTo(Repeat.PRESENTATION);
        }

        /** The head was his, so that address and user agent of its holder are his own. */
        @Test
        void thenAThiefWhoHasRotatedIsNotTheClientEither() {
            Origin thief = new Origin("198.51.100.66", AGENT);
            assertThat(Repeat.of(dead(HOME, thief), HEAD, thief)).isEqualTo(Repeat.PRESENTATION);
        }

        /** He had the first token before the client used it, and every one since: the family knows nobody else. */
        @Test
        void thenAThiefWhoWasTheFirstToUseTheFamilyCannotBeToldFromItsClient() {
            Origin thief = new Origin("198.51.100.66", AGENT);
            Family his = dead(thief.address(), thief);
            assertThat(Repeat.of(his, HEAD, thief)).isEqualTo(Repeat.CLIENT_LOOP);
            assertThat(Repeat.of(his, HEAD, new Origin(HOME, AGENT))).isEqualTo(Repeat.PRESENTATION);
        }

        @Test
        void thenAddressesThatNobodyKnowsAreNotTheSame() {
            Origin nowhere = new Origin(Address.UNKNOWN, AGENT);
            assertThat(Repeat.of(dead(Address.UNKNOWN, nowhere), HEAD, nowhere)).isEqualTo(Repeat.PRESENTATION);
        }
    }
}
