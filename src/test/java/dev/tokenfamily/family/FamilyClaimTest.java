package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The claim in the token: there and back, and nothing else. */
final class FamilyClaimTest {

    private static final FamilyClaim FIRST = new FamilyClaim("id", 0, 1_795_421_516, 1_795_421_516, "access");
    private static final FamilyClaim LATER = new FamilyClaim("id", 3, 1_795_421_516, 1_795_423_316, null);

    @Test
    void givenAClaimWhenWrittenAndReadThenItIsTheSame() {
        assertThat(FamilyClaim.parse(FIRST.toMap())).contains(FIRST);
        assertThat(FamilyClaim.parse(LATER.toMap())).contains(LATER);
    }

    @Test
    void givenAClaimWhenWrittenThenItsMembersAlwaysHaveTheSameOrder() {
        assertThat(FIRST.toMap().keySet()).containsExactly("id", "gen", "start", "since", "at");
        assertThat(LATER.toMap().keySet()).containsExactly("id", "gen", "start", "since");
    }

    @Test
    void givenTimesAsJsonReadsThemThenIntegersAndLongsAreBothFine() {
        Map<String, Object> asRead = Map.of("id", "id", "gen", 3, "start", 1_795_421_516, "since", 1_795_423_316L);
        assertThat(FamilyClaim.parse(asRead)).contains(LATER);
    }

    @Test
    void givenAGenerationOlderThanItsFamilyThenItIsReadAllTheSame() {
        FamilyClaim claim = new FamilyClaim("id", 1, 2_000, 1_999, null);
        assertThat(FamilyClaim.parse(claim.toMap())).contains(claim);
    }

    @Test
    void givenAnIdAsLongAsItsColumnThenItIsReadAndOneLongerIsNot() {
        assertThat(FamilyClaim.parse(with("id", "x".repeat(255)))).isPresent();
        assertThat(FamilyClaim.parse(with("id", "x".repeat(256)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void givenAMemberOfAnotherShapeWhenParsedThenItIsEmpty(String member, @Nullable Object value) {
        assertThat(FamilyClaim.parse(with(member, value))).isEmpty();
    }

    static List<Arguments> givenAMemberOfAnotherShapeWhenParsedThenItIsEmpty() {
        return List.of(
                Arguments.of("id", null),
                Arguments.of("id", ""),
                Arguments.of("id", 7),
                Arguments.of("id", "a\u0000"),
                Arguments.of("id", "a b"),
                Arguments.of("id", "\ud800"),
                Arguments.of("gen", null),
                Arguments.of("gen", -1),
                Arguments.of("gen", "3"),
                Arguments.of("gen", 3L),
                Arguments.of("gen", 3.0),
                Arguments.of("start", null),
                Arguments.of("start", 0),
                Arguments.of("start", -1L),
                Arguments.of("start", "1795421516"),
                Arguments.of("since", null),
                Arguments.of("since", 0L),
                Arguments.of("since", List.of(1)),
                Arguments.of("at", 7),
                Arguments.of("at", List.of("access")));
    }

    @Test
    void givenSomethingThatIsNoObjectWhenParsedThenItIsEmpty() {
        assertThat(FamilyClaim.parse(null)).isEmpty();
        assertThat(FamilyClaim.parse("id")).isEmpty();
        assertThat(FamilyClaim.parse(List.of("id", 3))).isEmpty();
        assertThat(FamilyClaim.parse(Map.of())).isEmpty();
    }

    private static Map<String, @Nullable Object> with(String member, @Nullable Object value) {
        Map<String, @Nullable Object> map = new HashMap<>(FIRST.toMap());
        map.put(member, value);
        return map;
    }
}
