package dev.tokenfamily.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The access tokens of a family as one column. */
final class AccessTokensColumnTest {

    @Test
    void givenNoneWhenWrittenThenTheColumnIsNullAndReadsAsNone() {
        assertThat(AccessTokensColumn.write(AccessTokens.NONE)).isNull();
        assertThat(AccessTokensColumn.read(null)).isEqualTo(AccessTokens.NONE);
    }

    @Test
    void givenSomeWhenWrittenAndReadThenTheyAreTheSameInOrder() {
        AccessTokens tokens =
                new AccessTokens(List.of(new AccessToken("onrtac:b-1", 1_800_000_000), new AccessToken("a@b", 7)));
        assertThat(AccessTokensColumn.write(tokens)).isEqualTo("onrtac:b-1@1800000000 a@b@7");
        assertThat(AccessTokensColumn.read(AccessTokensColumn.write(tokens))).isEqualTo(tokens);
    }

    @Test
    void givenAsManyAsAreRememberedWithIdsOfKeycloakThenAllFit() {
        AccessTokens tokens = withIdsOf(AccessTokens.LIMIT, 43);
        assertThat(AccessTokensColumn.read(AccessTokensColumn.write(tokens))).isEqualTo(tokens);
    }

    @Test
    void givenTextOfExactlyTheWidthWhenWrittenThenNothingIsLeftOut() {
        AccessTokens exact = filling(AccessTokensColumn.WIDTH);
        assertThat(AccessTokensColumn.write(exact)).hasSize(AccessTokensColumn.WIDTH);
        assertThat(AccessTokensColumn.read(AccessTokensColumn.write(exact))).isEqualTo(exact);
    }

    @Test
    void givenOneCharacterTooManyWhenWrittenThenTheOldestIsLeftOut() {
        AccessTokens wide = filling(AccessTokensColumn.WIDTH + 1);
        List<AccessToken> newest = wide.tokens().subList(1, wide.tokens().size());
        assertThat(AccessTokensColumn.read(AccessTokensColumn.write(wide)).tokens())
                .isEqualTo(newest);
    }

    @Test
    void givenOneTokenWiderThanTheColumnWhenWrittenThenNoneIsLeft() {
        assertThat(AccessTokensColumn.write(withIdsOf(1, AccessTokensColumn.WIDTH)))
                .isNull();
    }

    private static AccessTokens withIdsOf(int tokens, int length) {
        return new AccessTokens(IntStream.range(0, tokens)
                .mapToObj(i -> new AccessToken((i + "-" + "x".repeat(length)).substring(0, length), 1_800_000_000))
                .toList());
    }

    /** Two tokens whose text has this width: each is its id, an @ and ten digits, with a blank between them. */
    private static AccessTokens filling(int width) {
        AccessToken small = new AccessToken("small", 1_800_000_000);
        AccessToken large = new AccessToken("x".repeat(width - 16 - 1 - 11), 1_800_000_000);
        return new AccessTokens(List.of(small, large));
    }
}
