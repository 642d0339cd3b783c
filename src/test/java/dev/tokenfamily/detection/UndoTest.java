package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Rig.DEFAULT;
import static dev.tokenfamily.detection.Rig.STRICT;
import static dev.tokenfamily.detection.Rig.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Ruling.Advance;
import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.policy.Policy;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Requests that Keycloak refuses or rolls back after they have consumed their token. */
final class UndoTest {

    private final Rig rig = new Rig();

    private boolean undo(Granted failed) {
        Advance advance = Objects.requireNonNull(failed.advance(), "nothing was consumed");
        return rig.protocol.undo(advance);
    }

    @Test
    void whenAFirstRefreshFailsThenTheRowGoesAndTheTokenWorksAgain() {
        PresentedToken login = rig.login();
        Granted failed = rig.granted(login, STRICT);
        assertThat(undo(failed)).isTrue();
        assertThat(rig.store.row("family")).isNull();
        assertThat(rig.granted(login, STRICT).finding().verdict()).isEqualTo(new Rotate());
    }

    @Test
    void whenALaterRefreshFailsThenRowAndTokenAreAsBefore() {
        PresentedToken head = token(rig.granted(rig.login(), STRICT));
        Family before = rig.row();
        rig.store.pass(60);
        Granted failed = rig.granted(head, STRICT);
        assertThat(undo(failed)).isTrue();
        assertThat(rig.row()).isEqualTo(before);
        assertThat(rig.granted(head, STRICT).finding().verdict()).isEqualTo(new Rotate());
    }

    @Nested
    final class GivenARetryAnsweredMeanwhile {

        @Test
        void whenTheFirstRefreshFailsThenItsHeadStays() {
            PresentedToken login = rig.login();
            Granted failed = rig.granted(login, DEFAULT);
            Granted retried = rig.granted(login, DEFAULT);
            assertThat(undo(failed)).isFalse();
            assertThat(rig.granted(token(retried), DEFAULT).finding().verdict()).isEqualTo(new Rotate());
        }

        @Test
        void whenALaterRefreshFailsThenItsHeadStays() {
            PresentedToken head = token(rig.granted(rig.login(), DEFAULT));
            Granted failed = rig.granted(head, DEFAULT);
            Granted retried = rig.granted(head, DEFAULT);
            assertThat(undo(failed)).isFalse();
            assertThat(rig.row().head().tokenId()).isEqualTo(retried.tokenId());
        }
    }

    @Test
    void givenTheNextRotationMeanwhileThenNothingIsTakenBack() {
        PresentedToken login = rig.login();
        Granted failed = rig.granted(login, DEFAULT);
        rig.granted(token(failed), DEFAULT);
        assertThat(undo(failed)).isFalse();
        assertThat(rig.row().generation()).isEqualTo(2);
    }

    @Test
    void givenARevocationMeanwhileThenTheFamilyStaysRevoked() {
        Granted failed = rig.granted(rig.login(), DEFAULT);
        rig.store.revoke(Rig.OWNER, "family", RevocationReason.TOKEN_REVOCATION);
        assertThat(undo(failed)).isFalse();
        assertThat(rig.row().revoked()).isTrue();
    }

    @Test
    void givenARetryAtTheSameTimeWhenTheUndoLosesThenTheHeadStays() {
        PresentedToken login = rig.login();
        Granted failed = rig.granted(login, DEFAULT);
        rig.store.mishaps().beforeNextWrite(() -> rig.granted(login, DEFAULT));
        assertThat(undo(failed)).isFalse();
        assertThat(rig.row().generation()).isEqualTo(1);
    }

    @Test
    void givenAnObservedReuseAnsweredMeanwhileThenItsHeadStays() {
        Policy observed = Rig.policy("grace-period-seconds", 0, "enforcement", "observe");
        PresentedToken login = rig.login();
        Granted failed = rig.granted(login, observed);
        rig.granted(login, observed);
        assertThat(undo(failed)).isFalse();
        assertThat(rig.row().generation()).isEqualTo(1);
    }

    @Nested
    final class GivenOneRetryIsAllowed {

        private final Policy once = Rig.policy("grace-max-retries", 1);

        @Test
        void whenThatRetryFailsThenAnotherIsAnswered() {
            PresentedToken login = rig.login();
            Granted rotated = rig.granted(login, once);
            Granted failed = rig.granted(login, once);
            assertThat(rig.protocol.undo(Objects.requireNonNull(failed.consumed())))
                    .isTrue();
            assertThat(rig.granted(login, once).tokenId()).isEqualTo(rotated.tokenId());
        }
    }
}
