package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokenfamily.incident.IncidentFilter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SelectionTest {

    private static final Owner OWNER = new Owner("realm", "client", "user", "session", false);
    private static final Owner OFFLINE = new Owner("realm", "client", "user", "session", true);
    private static final Owner OTHER_CLIENT = new Owner("realm", "client-2", "user", "session", false);
    private static final Owner OTHER_USER = new Owner("realm", "client", "user-2", "session", false);
    private static final Owner OTHER_SESSION = new Owner("realm", "client", "user", "session-2", false);
    private static final Owner OTHER_REALM = new Owner("realm-2", "client", "user", "session", false);

    private static List<Owner> included(Selection selection) {
        return Stream.of(OWNER, OFFLINE, OTHER_CLIENT, OTHER_USER, OTHER_SESSION, OTHER_REALM)
                .filter(selection::includes)
                .toList();
    }

    @Nested
    final class GivenWhatIsSelected {

        @Test
        void ofOneSessionThenOwnersOnItAreIncludedAndNoOthers() {
            assertThat(included(Selection.ofClientSession("realm", "client", "session")))
                    .containsExactly(OWNER, OFFLINE, OTHER_USER);
            assertThat(included(Selection.ofUserSession("realm", "session")))
                    .containsExactly(OWNER, OFFLINE, OTHER_CLIENT, OTHER_USER);
            assertThat(included(Selection.ofSession("realm", "session", true))).containsExactly(OFFLINE);
            assertThat(included(Selection.ofSession("realm", "session", false)))
                    .containsExactly(OWNER, OTHER_CLIENT, OTHER_USER);
        }

        @Test
        void ofOneUserOrClientThenTheirOwnersAreIncludedAndNoOthers() {
            assertThat(included(Selection.ofUser("realm", "user")))
                    .containsExactly(OWNER, OFFLINE, OTHER_CLIENT, OTHER_SESSION);
            assertThat(included(Selection.ofClient("realm", "client")))
                    .containsExactly(OWNER, OFFLINE, OTHER_USER, OTHER_SESSION);
            assertThat(included(Selection.ofClientOfUser("realm", "client", "user")))
                    .containsExactly(OWNER, OFFLINE, OTHER_SESSION);
        }

        @Test
        void ofARealmThenItsOwnersAreIncludedAndNoOthers() {
            assertThat(included(Selection.ofSessions("realm", true))).containsExactly(OFFLINE);
            assertThat(included(Selection.ofRealmIssuedBefore("realm", 7)))
                    .containsExactly(OWNER, OFFLINE, OTHER_CLIENT, OTHER_USER, OTHER_SESSION);
            assertThat(included(Selection.ofClientIssuedBefore("realm", "client-2", 7)))
                    .containsExactly(OTHER_CLIENT);
        }

        @Test
        void byAnAdminThenEverythingThatIsGivenMustMatch() {
            assertThat(included(Selection.matching("realm-2", null, null, null)))
                    .containsExactly(OTHER_REALM);
            assertThat(included(Selection.matching("realm", "user", "client", "session-2")))
                    .containsExactly(OTHER_SESSION);
        }
    }

    @Nested
    final class GivenAUser {

        @Test
        void whenNothingElseIsSaidThenItIsTheWholeUser() {
            assertThat(Selection.ofUser("realm", "user").wholeUser()).isEqualTo("user");
        }

        @ParameterizedTest
        @MethodSource("dev.tokenfamily.family.SelectionTest#lessOrMore")
        void whenItIsLessOrMoreThenItIsNot(Selection selection) {
            assertThat(selection.wholeUser()).isNull();
        }
    }

    static Stream<Selection> lessOrMore() {
        return Stream.of(
                Selection.matching("realm", null, null, null),
                Selection.ofClientOfUser("realm", "client", "user"),
                Selection.matching("realm", "user", null, "session"),
                new Selection("realm", "user", null, null, true, null),
                new Selection("realm", "user", null, null, null, 7L));
    }

    @Test
    void thenItIsOfOneUserOrElseOfOneClientOrElseOfTheRealm() {
        assertThat(Selection.matching("realm", "user", "client", "session").ofOneOwner())
                .isEqualTo(Selection.ofUser("realm", "user"));
        assertThat(Selection.matching("realm", null, "client", "session").ofOneOwner())
                .isEqualTo(Selection.ofClient("realm", "client"));
        assertThat(Selection.ofRealmIssuedBefore("realm", 7).ofOneOwner())
                .isEqualTo(Selection.matching("realm", null, null, null));
    }

    @Nested
    final class GivenAPlaceThatKnowsOnlyUserClientAndSession {

        @Test
        void whenNoMoreIsSaidThenItIsTaken() {
            Selection selection = Selection.matching("realm", "user", "client", "session");
            assertThat(selection.requireMatching()).isSameAs(selection);
        }

        @Test
        void whenMoreIsSaidThenItIsAnError() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Selection.ofSessions("realm", false).requireMatching());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Selection.ofRealmIssuedBefore("realm", 7).requireMatching());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> IncidentFilter.of(Selection.ofRealmIssuedBefore("realm", 7)));
            assertThatCode(() -> IncidentFilter.of(Selection.ofUser("realm", "user")))
                    .doesNotThrowAnyException();
        }
    }
}
