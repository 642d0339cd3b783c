package dev.tokenfamily.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys that say whom a policy governs, and how many families each may have. */
final class ForUsersParserTest {

    private static ForUsers users(Map<String, ?> config) {
        return PolicyParser.rule(config).users();
    }

    private static String refusal(Map<String, ?> config) {
        return String.valueOf(assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> PolicyParser.rule(config))
                .actual()
                .getMessage());
    }

    @Nested
    final class GivenWhomItGoverns {

        @Test
        void whenNothingIsNamedThenItIsForEverybody() {
            assertThat(users(Map.of())).isEqualTo(ForUsers.ALL);
            assertThat(users(Map.of("for-roles", List.of(), "for-groups", ""))).isEqualTo(ForUsers.ALL);
            assertThat(users(Map.of("for-roles", List.of(" "), "for-groups", "##")))
                    .as("as a form sends a field that nobody filled in")
                    .isEqualTo(ForUsers.ALL);
        }

        @Test
        void whenNamesAreListedThenTheyAreReadOnceEachAndInOrder() {
            assertThat(users(Map.of(
                            "for-roles",
                            List.of(" admin ", "my.app.editor", "admin"),
                            "for-groups",
                            List.of("/a b/c"))))
                    .isEqualTo(new ForUsers(List.of("admin", "my.app.editor"), List.of("/a b/c")));
        }

        @Test
        void whenTheyAreInOneTextThenKeycloaksDelimiterSeparatesThem() {
            assertThat(users(Map.of("for-roles", "admin##auditor, internal")).roles())
                    .containsExactly("admin", "auditor, internal");
            assertThat(users(Map.of("for-groups", "/staff")).groups()).containsExactly("/staff");
        }

        @Test
        void whenTheConfigurationIsWrittenOutThenItIsReadAsTheSameRule() {
            Rule rule = PolicyParser.rule(
                    Map.of("for-roles", List.of("a", "b"), "for-groups", List.of("/c"), "max-families-per-user", 7));
            assertThat(PolicyParser.rule(PolicyKey.configuration(rule))).isEqualTo(rule);
            assertThat(PolicyKey.configuration(rule))
                    .containsEntry("for-roles", List.of("a", "b"))
                    .containsEntry("for-groups", List.of("/c"))
                    .containsEntry("max-families-per-user", 7);
        }

        @Test
        void whenARoleIsNoNameThenItIsRefused() {
            for (Object odd : List.of(List.of("a\nb"), List.of("x".repeat(256)), List.of(List.of("a")), 1)) {
                assertThat(refusal(Map.of("for-roles", odd)))
                        .contains("of 'for-roles': must be a list of names of roles, at most 100");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"staff", "/", "//staff", "/st\taff", "staff/"})
        void whenAGroupIsNoPathThenItIsRefused(String odd) {
            assertThat(refusal(Map.of("for-groups", List.of("/fine", odd))))
                    .contains("of 'for-groups': must be a list of paths of groups, which begin with /");
        }

        /** Taken for the name of a role that nobody has, it would govern nobody. */
        @ParameterizedTest
        @ValueSource(strings = {"[\"admin\"]", " [ \"admin\", \"auditor\" ] ", "[\"a]\"\n]", "[]"})
        void whenAToolSendsAListAsATextThenItIsRefused(String json) {
            assertThat(refusal(Map.of("for-roles", json)))
                    .contains("of 'for-roles': must be a list of names of roles")
                    .endsWith(", and not a text that contains one");
            assertThat(refusal(Map.of("for-groups", json))).endsWith(", and not a text that contains one");
            assertThat(refusal(Map.of("for-roles", List.of("auditor", json))))
                    .contains("of 'for-roles': must be a list of names of roles");
        }

        @ParameterizedTest
        @ValueSource(strings = {"[legacy]", "[\"admin\"", "old [\"admin\"]"})
        void whenARoleHasBracketsThenItIsItsName(String role) {
            assertThat(users(Map.of("for-roles", role)).roles()).containsExactly(role);
        }

        @Test
        void whenThereAreTooManyThenTheyAreRefused() {
            List<String> many =
                    IntStream.range(0, 101).mapToObj(n -> "role" + n).toList();
            assertThat(refusal(Map.of("for-roles", many))).contains("at most 100");
            assertThat(users(Map.of("for-roles", many.subList(0, 100))).roles()).hasSize(100);
        }

        @Test
        void whenANameIsNullThenItIsRefused() {
            assertThat(refusal(Map.of("for-roles", Collections.singletonList(null))))
                    .contains("'for-roles'");
        }
    }

    @Nested
    final class GivenACap {

        @Test
        void thenItIsReadAndNoneIsTheDefault() {
            assertThat(PolicyParser.parse(Map.of("max-families-per-user", "5")).cap())
                    .isEqualTo(new Cap(5));
            assertThat(PolicyParser.parse(Map.of()).cap().on()).isFalse();
            assertThat(PolicyParser.parse(Map.of("rotation", "off", "max-families-per-user", 0))
                            .cap()
                            .on())
                    .isFalse();
        }

        @Test
        void whenItsOrderCouldNotBeKnownThenItIsRefused() {
            assertThat(refusal(Map.of("rotation", "off", "max-families-per-user", 5)))
                    .contains("'max-families-per-user': must be 0 while rotation is off");
            assertThat(refusal(Map.of("exempt-sender-constrained", true, "max-families-per-user", 5)))
                    .contains("'max-families-per-user': must be 0 while exempt-sender-constrained is true");
        }

        @Test
        void whenASuccessorIsWithheldThenItStays() {
            Policy capped = PolicyParser.parse(Map.of("max-families-per-user", 5));
            assertThat(capped.withoutRotation().cap()).isEqualTo(capped.cap());
            assertThat(Policy.UNGOVERNED.cap().on()).isFalse();
        }
    }
}
