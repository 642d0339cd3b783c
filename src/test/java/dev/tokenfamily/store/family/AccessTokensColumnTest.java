package dev.tokenfamily.store.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The named access tokens of a family as one column. */
final class AccessTokensColumnTest {

    private static final long LATER = 1_800_000_000;

    private static AccessTokens of(String... ids) {
        return new AccessTokens(
                List.of(ids).stream().map(id -> new AccessToken(id, LATER)).toList());
    }

    private static AccessTokens readAgain(AccessTokens tokens) {
        return AccessTokensColumn.read(AccessTokensColumn.of(tokens).text(), tokens.unnamedUntil());
    }

    @Nested
    final class GivenIdsThatFit {

        @Test
        void thenNoneIsNoText() {
            assertThat(AccessTokensColumn.of(AccessTokens.NONE).text()).isNull();
            assertThat(AccessTokensColumn.read(null, 7)).isEqualTo(new AccessTokens(List.of(), 7));
        }

        @Test
        void thenAnyIdIsPlainAndKeycloaksAreShort() {
            AccessTokens tokens = of("b-1", "a@b", "onrtac:3f2504e0-4f89-41d3-9a0c-0305e82c3301");
            assertThat(AccessTokensColumn.of(tokens).text())
                    .isEqualTo("b-1@1800000000 a@b@1800000000 onrtac:~PyUE4E-JQdOaDAMF6CwzAQtro8w0");
            assertThat(readAgain(tokens)).isEqualTo(tokens);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "~",
                    "a~b@7",
                    "@",
                    "a@1~b",
                    "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
                    "x@y~3f2504e0-4f89-41d3-9a0c-0305e82c3301",
                    "3F2504E0-4f89-41d3-9a0c-0305e82c3301",
                    "3F2504E0-4f89-41d3-9a0c-0305e82c3301\u2028a",
                    "\u0085-3f2504e0-4f89-41d3-9a0c-0305e82c3301",
                    "3f2504e0-4f89-41d3-9a0c-0305e82c330\u0661",
                    "a@",
                    "3f2504e0-4f89-41d3-9a0c-0305e82c3301@1"
                })
        void thenEachIsReadAsItWasWhateverItLooksLike(String id) {
            assertThat(readAgain(of("first", id, "last"))).isEqualTo(of("first", id, "last"));
        }

        @Test
        void thenWhatOlderVersionsWroteIsRead() {
            String old = "onrtac:3f2504e0-4f89-41d3-9a0c-0305e82c3301@1800000000 b@1800000000";
            assertThat(AccessTokensColumn.read(old, 0))
                    .isEqualTo(of("onrtac:3f2504e0-4f89-41d3-9a0c-0305e82c3301", "b"));
        }

        @Test
        void thenAsManyAsHaveNamesFitWithHalfTheColumnToSpare() {
            AccessTokens tokens = of(IntStream.range(0, AccessTokens.LIMIT)
                    .mapToObj(i -> "onrtac:" + UUID.randomUUID())
                    .toArray(String[]::new));
            assertThat(Objects.requireNonNull(AccessTokensColumn.of(tokens).text())
                            .length())
                    .isLessThan(AccessTokensColumn.WIDTH * 2 / 3);
            assertThat(readAgain(tokens)).isEqualTo(tokens);
        }
    }

    @Nested
    final class GivenTooMuchForTheColumn {

        @Test
        void thenTextOfExactlyTheWidthIsWrittenWhole() {
            AccessTokens exact = filling(AccessTokensColumn.WIDTH);
            assertThat(AccessTokensColumn.of(exact).text()).hasSize(AccessTokensColumn.WIDTH);
            assertThat(AccessTokensColumn.of(exact).accessTokens()).isEqualTo(exact);
        }

        @Test
        void thenTheOldestLosesItsNameAndIsNotForgotten() {
            AccessTokens wide = filling(AccessTokensColumn.WIDTH + 1);
            AccessTokens fitting = AccessTokensColumn.of(wide).accessTokens();
            assertThat(fitting.tokens()).containsExactly(wide.tokens().get(1));
            assertThat(fitting.unnamedUntil()).isEqualTo(LATER);
        }

        @Test
        void thenOneThatIsTooWideByItselfIsNotForgotten() {
            AccessTokens fitting = AccessTokensColumn.of(of("x".repeat(AccessTokensColumn.WIDTH)))
                    .accessTokens();
            assertThat(fitting).isEqualTo(new AccessTokens(List.of(), LATER));
            assertThat(AccessTokensColumn.of(fitting).text()).isNull();
        }

        /** Two tokens whose text has this width: each is its id, an @ and ten digits, with a blank between them. */
        private static AccessTokens filling(int width) {
            return of("small", "x".repeat(width - 16 - 1 - 11));
        }
    }

    @Nested
    final class GivenAnIdThatWouldBeReadAsTwo {

        @ParameterizedTest
        @ValueSource(strings = {"a b", " ", "", "a\tb", "a\n", "a\u0000"})
        void thenItHasNoNameAndIsNotForgotten(String id) {
            AccessTokens fitting = AccessTokensColumn.of(of(id, "next")).accessTokens();
            assertThat(fitting).isEqualTo(new AccessTokens(of("next").tokens(), LATER));
            assertThat(readAgain(fitting)).isEqualTo(fitting);
        }
    }
}
