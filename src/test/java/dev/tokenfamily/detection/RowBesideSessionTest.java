package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Rig.DEFAULT;
import static dev.tokenfamily.detection.Rig.HERE;
import static dev.tokenfamily.detection.Rig.STRICT;
import static dev.tokenfamily.detection.Rig.policy;
import static dev.tokenfamily.detection.Rig.token;
import static dev.tokenfamily.incident.ReuseKind.RECENT_PREDECESSOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Verdict.GraceRefused;
import dev.tokenfamily.detection.Verdict.Keep;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.policy.Policy;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A refresh begins with a row that was read along with the session: no read of its own, and no look at what is kept. */
final class RowBesideSessionTest {

    private static final Policy KEEPING = policy("rotation-interval-seconds", 60);

    private final Rig rig = new Rig();
    private final PresentedToken head = token(rig.granted(rig.login(), DEFAULT));
    private final Reading read = new Reading(rig.row(), rig.store.now(), 0);

    RowBesideSessionTest() {
        rig.store.forget();
    }

    private Ruling refresh(PresentedToken token, Policy policy) {
        Finding examined = rig.protocol.examine(token, HERE, policy, Optional.of(read));
        return examined.refused() ? new Ruling.Refused(examined) : rig.settle(examined);
    }

    @Test
    void whenItsTokenComesThenItRotatesWithoutAnotherRead() {
        int reads = rig.store.reads();
        assertThat(refresh(head, DEFAULT).finding().verdict()).isEqualTo(new Rotate());
        assertThat(rig.store.reads()).isEqualTo(reads);
        assertThat(rig.row().generation()).isEqualTo(2);
    }

    @Test
    void givenAnIntervalWhenItsTokenIsKeptThenTheRowIsNotLookedForAgain() {
        int reads = rig.store.reads();
        int looks = rig.store.looks();
        assertThat(refresh(head, KEEPING).finding().verdict()).isEqualTo(new Keep());
        assertThat(rig.store.reads()).isEqualTo(reads);
        assertThat(rig.store.looks()).isEqualTo(looks);
    }

    @Test
    void givenAnIntervalAndARowThatIsOnlyRememberedThenItIsLookedFor() {
        rig.store.rememberOnly(rig.row());
        int looks = rig.store.looks();
        assertThat(rig.granted(head, KEEPING).finding().verdict()).isEqualTo(new Keep());
        assertThat(rig.store.looks()).isEqualTo(looks + 1);
    }

    @Nested
    final class GivenTheRowHasChangedSince {

        @Test
        void whenAnotherRequestRotatedThenTheTokenIsAReuse() {
            rig.granted(head, STRICT);
            Ruling late = refresh(head, STRICT);
            assertThat(late.finding().verdict()).isEqualTo(new Reuse(RECENT_PREDECESSOR, 0));
            assertThat(late.finding().familiesRevoked()).isEqualTo(1);
            assertThat(rig.row().revocation()).isEqualTo(RevocationReason.REUSE);
        }

        @Test
        void whenTheFamilyWasRevokedThenNothingIsRotated() {
            rig.store.put(rig.row().revokedBecause(RevocationReason.ADMIN));
            Family revoked = rig.row();
            assertThat(refresh(head, DEFAULT).finding().verdict()).isEqualTo(new Revoked());
            assertThat(rig.row()).isEqualTo(revoked);
        }
    }

    @Nested
    final class GivenItSpeaksAgainstTheToken {

        /** Whoever has a dead token sends it as often as he likes. */
        @Test
        void whenTheFamilyIsDeadThenItIsRefusedWithoutAnotherReadAndCounted() {
            rig.granted(head, STRICT);
            rig.examine(head, STRICT);
            Finding found = againstCurrentRow(head, STRICT);
            assertThat(found.verdict()).isEqualTo(new Revoked());
            assertThat(found.refused()).isTrue();
            assertThat(found.incidentId()).isEqualTo("recent-predecessor of family");
            assertThat(rig.store.repeats()).containsExactly("family, in a loop");
        }

        @Test
        void whenItsRetriesAreUsedUpThenItIsRefusedWithoutAnotherRead() {
            Policy once = policy("grace-period-seconds", 10, "grace-max-retries", 1);
            rig.granted(head, once);
            rig.granted(head, once);
            Finding found = againstCurrentRow(head, once);
            assertThat(found.verdict()).isEqualTo(new GraceRefused(0));
            assertThat(found.refused()).isTrue();
        }

        private Finding againstCurrentRow(PresentedToken token, Policy policy) {
            Reading current = new Reading(rig.row(), rig.store.now(), 0);
            int reads = rig.store.reads();
            Finding found = rig.protocol.examine(token, HERE, policy, Optional.of(current));
            assertThat(rig.store.reads()).isEqualTo(reads);
            return found;
        }

        @Test
        void thenTheRowIsReadAndJudgedAsEver() {
            rig.granted(head, STRICT);
            rig.store.pass(11);
            Reading current = new Reading(rig.row(), rig.store.now(), 0);
            int reads = rig.store.reads();
            Finding found = rig.protocol.examine(head, HERE, STRICT, Optional.of(current));
            assertThat(found.verdict()).isEqualTo(new Reuse(RECENT_PREDECESSOR, 11));
            assertThat(found.familiesRevoked()).isEqualTo(1);
            assertThat(rig.store.reads()).isEqualTo(reads + 1);
        }
    }
}
