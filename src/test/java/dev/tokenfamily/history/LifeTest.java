package dev.tokenfamily.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.Selection;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which ends may have ended a family, a session, or something of a user. */
final class LifeTest {

    private static final Owner OWNER = new Owner("realm", "app", "alice", "session", false);
    private static final Life FAMILY = new Life(Reach.ofFamily(OWNER, "family"), 1_000);

    private static End end(long time, Reach reach) {
        return End.of(time, Cause.LOGOUT, reach, Actor.UNKNOWN);
    }

    static Stream<Arguments> reaches() {
        return Stream.of(
                Arguments.of("realm", Reach.ofRealm("realm"), true),
                Arguments.of("client", Reach.of(Selection.ofClient("realm", "app")), true),
                Arguments.of("user", Reach.ofUser("realm", "alice"), true),
                Arguments.of("user-session", Reach.ofSession("realm", "alice", "session", null), true),
                Arguments.of("user-session", Reach.ofSession("realm", "alice", "session", false), true),
                Arguments.of("client-session", Reach.of(Selection.ofClientSession("realm", "app", "session")), true),
                Arguments.of("family", Reach.ofFamily(OWNER, "family"), true),
                Arguments.of("realm", Reach.ofRealm("other"), false),
                Arguments.of("realm", Reach.of(Selection.ofSessions("realm", true)), false),
                Arguments.of("client", Reach.of(Selection.ofClient("realm", "other")), false),
                Arguments.of("user", Reach.ofUser("realm", "bob"), false),
                Arguments.of("user-session", Reach.ofSession("realm", "alice", "session", true), false),
                Arguments.of("user-session", Reach.ofSession("realm", "alice", "other", null), false),
                Arguments.of("family", Reach.ofFamily(OWNER, "other"), false));
    }

    @ParameterizedTest
    @MethodSource("reaches")
    void givenAnEndThenItMayHaveEndedTheFamilyIfItReachesSoFar(String scope, Reach reach, boolean ended) {
        assertThat(reach.scope()).isEqualTo(scope);
        assertThat(FAMILY.mayHaveEndedBy(end(1_000, reach))).isEqualTo(ended);
        assertThat(FAMILY.mayHaveEndedBy(end(999, reach))).as("before it began").isFalse();
    }

    @Test
    void givenAUserThenWhateverIsOfTheUserCounts() {
        Life alice = new Life(Reach.ofUser("realm", "alice"), 0);
        assertThat(alice.mayHaveEndedBy(end(1, Reach.ofFamily(OWNER, "family"))))
                .isTrue();
        assertThat(alice.mayHaveEndedBy(end(1, Reach.ofRealm("realm")))).isTrue();
        assertThat(alice.mayHaveEndedBy(end(1, Reach.ofUser("realm", "bob")))).isFalse();
    }

    /** Only of a session can it be said later whose it is: one of the realm is everybody's. */
    @Test
    void givenAUserForASessionThenItIsHersAndTheRealmIsStillEverybodys() {
        assertThat(Reach.ofSession("realm", null, "session", null).ofUser("alice"))
                .isEqualTo(Reach.ofSession("realm", "alice", "session", null));
        assertThat(Reach.ofRealm("realm").ofUser("alice").wide()).isTrue();
        assertThat(Reach.ofSession("realm", null, "session", null).wide()).isFalse();
    }

    @Test
    void givenADetailThatSomebodyWroteThenItIsPrintableAndFitsItsColumn() {
        End end = end(1, Reach.ofRealm("realm")).withDetail("<b>\u0000\u202e" + "x".repeat(300));
        assertThat(end.detail()).startsWith("<b>??x").hasSize(255);
    }
}
