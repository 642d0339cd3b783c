package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Rig.DEFAULT;
import static dev.tokenfamily.detection.Rig.STRICT;
import static dev.tokenfamily.detection.Rig.policy;
import static dev.tokenfamily.detection.Rig.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokenfamily.detection.RecordingTakedown.Call;
import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.detection.Verdict.GraceRetry;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.incident.ReuseKind;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.RevocationScope;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The database goes away: no token leaves, and none is consumed. */
final class StoreOutageTest {

    private final Rig rig = new Rig();
    private final PresentedToken login = rig.login();

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(call);
    }

    private void goesDownBeforeNextWrite() {
        rig.store.mishaps().beforeNextWrite(rig.store.mishaps()::startOutage);
    }

    @Nested
    final class GivenAnOutage {

        @Test
        void whenATokenIsExaminedThenTheFailureIsPassedOn() {
            rig.store.mishaps().startOutage();
            assertUnavailable(() -> rig.examine(login, DEFAULT));
        }

        @Test
        void whenAnExaminedTokenIsSettledThenItStillWorksAfterwards() {
            Finding examined = rig.examine(login, STRICT);
            rig.store.mishaps().startOutage();
            assertUnavailable(() -> rig.settle(examined));
            rig.store.mishaps().endOutage();
            assertThat(rig.granted(login, STRICT).finding().verdict()).isEqualTo(new Rotate());
        }

        @Test
        void whenAFailedRequestIsTakenBackThenTheFailureIsPassedOn() {
            Granted failed = rig.granted(login, DEFAULT);
            rig.store.mishaps().startOutage();
            assertUnavailable(() -> rig.protocol.undo(Objects.requireNonNull(failed.advance())));
        }
    }

    @Nested
    final class GivenAnOutageBeforeTheNextWrite {

        @Test
        void whenThatIsTheInsertThenNothingIsConsumed() {
            goesDownBeforeNextWrite();
            assertUnavailable(() -> rig.refresh(login, STRICT));
            rig.store.mishaps().endOutage();
            assertThat(rig.store.row("family")).isNull();
            assertThat(rig.granted(login, STRICT).finding().verdict()).isEqualTo(new Rotate());
        }

        @Test
        void whenThatIsTheAdvanceThenNothingIsConsumed() {
            PresentedToken head = token(rig.granted(login, STRICT));
            Family before = rig.row();
            goesDownBeforeNextWrite();
            assertUnavailable(() -> rig.refresh(head, STRICT));
            rig.store.mishaps().endOutage();
            assertThat(rig.row()).isEqualTo(before);
            assertThat(rig.granted(head, STRICT).finding().verdict()).isEqualTo(new Rotate());
        }

        @Test
        void whenThatRecordsARetryThenNoRetryIsUsedUp() {
            rig.granted(login, DEFAULT);
            goesDownBeforeNextWrite();
            assertUnavailable(() -> rig.refresh(login, DEFAULT));
            rig.store.mishaps().endOutage();
            assertThat(rig.row().grace().retries()).isZero();
            assertThat(rig.granted(login, DEFAULT).finding().verdict()).isEqualTo(new GraceRetry(0, false));
        }

        @Test
        void whenThatIsTheRevocationThenTheNextReuseRevokes() {
            rig.granted(login, STRICT);
            goesDownBeforeNextWrite();
            assertUnavailable(() -> rig.examine(login, STRICT));
            rig.store.mishaps().endOutage();
            assertThat(rig.row().revoked()).isFalse();
            Finding again = rig.examine(login, STRICT);
            assertThat(again.verdict()).isEqualTo(new Reuse(ReuseKind.RECENT_PREDECESSOR, 0));
            assertThat(again.incident()).isTrue();
        }
    }

    @Test
    void givenAWiderScopeOutOfReachThenItsSessionsEndAllTheSame() {
        Policy wide = policy("grace-period-seconds", 0, "revocation-scope", "user");
        rig.granted(login, wide);
        goesDownAfterTheRevocation();

        Finding finding = rig.examine(login, wide);

        assertThat(finding.verdict()).isEqualTo(new Reuse(ReuseKind.RECENT_PREDECESSOR, 0));
        assertThat(rig.takedown.calls()).extracting(Call::scope).containsExactly(RevocationScope.USER);
        assertThat(rig.takedown.incomplete()).hasSize(1);
    }

    @Test
    void givenNeitherRowsNorSessionsInReachThenBothAreReported() {
        Policy wide = policy("grace-period-seconds", 0, "revocation-scope", "user");
        rig.granted(login, wide);
        goesDownAfterTheRevocation();
        rig.takedown.fail();

        assertThat(rig.examine(login, wide).incident()).isTrue();
        assertThat(rig.takedown.incomplete()).hasSize(2);
    }

    private void goesDownAfterTheRevocation() {
        rig.store
                .mishaps()
                .beforeNextWrite(() -> rig.store.mishaps().beforeNextWrite(rig.store.mishaps()::startOutage));
    }

    @Test
    void givenATakedownThatFailsThenTheReuseAndTheRestAreReported() {
        Granted head = rig.granted(login, STRICT);
        rig.takedown.fail();
        Finding finding = rig.examine(login, STRICT);
        assertThat(finding.verdict()).isEqualTo(new Reuse(ReuseKind.RECENT_PREDECESSOR, 0));
        assertThat(finding.refused()).isTrue();
        assertThat(finding.incident()).isTrue();
        assertThat(rig.takedown.incomplete()).hasSize(1);
        assertThat(rig.refused(token(head), STRICT)).isEqualTo(new Revoked());
    }
}
