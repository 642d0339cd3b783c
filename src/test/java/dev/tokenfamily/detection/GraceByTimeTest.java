package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Rig.DEFAULT;
import static dev.tokenfamily.detection.Rig.HERE;
import static dev.tokenfamily.detection.Rig.policy;
import static dev.tokenfamily.detection.Rig.token;
import static dev.tokenfamily.incident.ReuseKind.RECENT_PREDECESSOR;
import static dev.tokenfamily.incident.ReuseKind.STALE_LINEAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.detection.Verdict.GraceRefused;
import dev.tokenfamily.detection.Verdict.GraceRetry;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.detection.Verdict.Spared;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token has its grace period from when it was superseded itself, however many rotations follow (ADR 24). */
final class GraceByTimeTest {

    private static final Presentation THERE = new Presentation(new Origin("203.0.113.9", null), false, null);

    private final Rig rig = new Rig();

    /** All tokens that were handed out, by their generation. */
    private final List<PresentedToken> tokens = new ArrayList<>(List.of(rig.login()));

    private PresentedToken newest() {
        return tokens.get(tokens.size() - 1);
    }

    private void rotate(Policy policy) {
        Granted granted = rig.granted(newest(), policy);
        assertThat(granted.advance()).isNotNull();
        tokens.add(token(granted));
    }

    private void rotateFrom(Presentation where, Policy policy) {
        Finding examined = rig.protocol.examine(newest(), where, policy, Optional.empty());
        tokens.add(token((Granted) rig.settle(examined)));
    }

    private void rotateAfter(long seconds) {
        rig.store.pass(seconds);
        rotate(DEFAULT);
    }

    private Verdict examined(int generation, Presentation where, Policy policy) {
        return Detector.judge(rig.store.read(Rig.OWNER, "family"), tokens.get(generation), where, policy);
    }

    private Verdict judged(int generation) {
        return examined(generation, HERE, DEFAULT);
    }

    private void assertGetsTheHead(int generation, long delay) {
        Granted granted = rig.granted(tokens.get(generation), DEFAULT);
        assertThat(granted.finding().verdict()).isEqualTo(new GraceRetry(delay, false));
        assertThat(token(granted)).isEqualTo(newest());
        assertThat(granted.advance()).isNull();
    }

    @Nested
    final class GivenParallelProcessesWithOneToken {

        @ParameterizedTest
        @ValueSource(longs = {0, 3_600})
        void whenASlowOneIsTwoBehindThenItGetsTheHeadHoweverOldItsTokenIs(long age) {
            rotateAfter(age);
            rotate(DEFAULT);
            assertGetsTheHead(0, 0);
            rotate(DEFAULT);
            assertGetsTheHead(1, 0);
            assertGetsTheHead(0, 0);
            assertThat(rig.store.incidents()).isEmpty();
        }

        @Test
        void whenEachIsBehindThenAllGetTheSame() {
            for (int rotation = 0; rotation < 20; rotation++) {
                rotate(DEFAULT);
            }
            for (int generation = 0; generation < 20; generation++) {
                assertGetsTheHead(generation, 0);
            }
        }

        @Test
        void whenItsOwnGraceIsOverThenItIsAReuseAndTheFamilyDies() {
            rotate(DEFAULT);
            rotateAfter(9);
            rig.store.pass(1);
            assertThat(judged(0)).isEqualTo(new GraceRetry(10, false));
            rig.store.pass(1);
            assertThat(rig.refused(tokens.get(0), DEFAULT)).isEqualTo(new Reuse(STALE_LINEAGE, 11));
            assertThat(rig.row().revoked()).isTrue();
        }
    }

    /** #0 to #1 at 0 s, #1 to #2 at 9 s, #2 to #3 at 11 s. */
    @Test
    void givenRotationsAcrossTheEndOfAGracePeriodThenEachTokenHasItsOwn() {
        rotate(DEFAULT);
        rotateAfter(9);
        rotateAfter(2);
        rig.store.pass(1);
        assertThat(judged(0)).isEqualTo(new Reuse(STALE_LINEAGE, 1));
        assertThat(judged(1)).isEqualTo(new GraceRetry(3, false));
        rig.store.pass(7);
        assertThat(judged(1)).isEqualTo(new GraceRetry(10, false));
        rig.store.pass(1);
        assertThat(judged(1)).isEqualTo(new Reuse(STALE_LINEAGE, 11));
        assertThat(judged(2)).isEqualTo(new GraceRetry(9, false));
    }

    @Nested
    final class GivenAThief {

        /** His window is what it was when only the predecessor had grace: from the supersession of his token, by the same clock. */
        @ParameterizedTest
        @ValueSource(longs = {0, 1, 2, 5, 9})
        void whenHeRotatesOnAndOnThenNoTokenLivesLongerThanItsGrace(long between) {
            rotate(DEFAULT);
            long superseded = rig.store.now();
            while (rig.store.now() - superseded + between <= 10 && tokens.size() < 40) {
                rotateAfter(between);
            }
            rig.store.pass(10 - (rig.store.now() - superseded));
            assertThat(judged(0)).isEqualTo(new GraceRetry(10, false));
            rig.store.pass(1);
            assertThat(judged(0).isReuse()).isTrue();
            rotate(DEFAULT);
            assertThat(judged(0).isReuse()).isTrue();
            assertThat(rig.refused(tokens.get(0), DEFAULT).isReuse()).isTrue();
            assertThat(rig.row().revoked()).isTrue();
        }

        /** A thief with an old token keeps it no longer by having it answered: each answer is the head, and nothing of his own. */
        @Test
        void whenHeRetriesAllTheTimeThenTheDeadlineStaysWhereItWas() {
            rotate(DEFAULT);
            rotate(DEFAULT);
            for (int second = 0; second <= 10; second++) {
                assertGetsTheHead(0, second);
                rig.store.pass(1);
            }
            assertThat(rig.refused(tokens.get(0), DEFAULT)).isEqualTo(new Reuse(STALE_LINEAGE, 11));
        }

        @Test
        void whenAnAddressBindsThenHeIsRefusedElsewhereAndHisOwnRotationRaisesTheAlarm() {
            Policy bound = policy("grace-binding", "ip-address");
            rotate(bound);
            rotate(bound);
            assertThat(examined(0, HERE, bound)).isEqualTo(new GraceRetry(0, false));
            assertThat(examined(0, THERE, bound)).isEqualTo(new GraceRefused(0));
            rotateFrom(THERE, bound);
            assertThat(examined(0, THERE, bound)).isEqualTo(new Reuse(STALE_LINEAGE, 0));
            assertThat(examined(1, HERE, bound)).isEqualTo(new Reuse(STALE_LINEAGE, 0));
            assertThat(examined(2, HERE, bound)).isEqualTo(new GraceRefused(0));
        }

        @Test
        void whenNothingBindsThenAnotherAddressIsMarked() {
            rotate(DEFAULT);
            rotate(DEFAULT);
            assertThat(examined(0, THERE, DEFAULT)).isEqualTo(new GraceRetry(0, true));
        }
    }

    @Nested
    final class GivenALimitOfRetries {

        private final Policy twice = policy("grace-max-retries", 2);

        @Test
        void whenRotationsFollowThenItIsOneLimitForTheWholeBurst() {
            rotate(twice);
            rig.granted(tokens.get(0), twice);
            rotate(twice);
            rig.granted(tokens.get(0), twice);
            rotate(twice);
            assertThat(rig.refused(tokens.get(0), twice)).isEqualTo(new GraceRefused(0));
            assertThat(rig.refused(tokens.get(1), twice)).isEqualTo(new GraceRefused(0));
            rig.granted(tokens.get(2), twice);
            assertThat(rig.row().grace().retries()).isEqualTo(1);
        }

        @Test
        void whenAnotherRetryIsFasterThenTheStoreKeepsTheLimit() {
            rotate(twice);
            rig.granted(tokens.get(0), twice);
            rotate(twice);
            rig.store.mishaps().beforeNextWrite(() -> rig.granted(tokens.get(0), twice));
            assertThat(rig.refused(tokens.get(0), twice)).isEqualTo(new GraceRefused(0));
            assertThat(rig.row().grace().retries()).isEqualTo(1);
        }
    }

    @Nested
    final class GivenThePolicyChanges {

        @Test
        void whenGraceGetsLongerThenNothingLivesLonger() {
            Policy longer = policy("grace-period-seconds", 60);
            rotate(DEFAULT);
            rotate(DEFAULT);
            rig.store.pass(11);
            assertThat(examined(0, HERE, longer)).isEqualTo(new Reuse(STALE_LINEAGE, 11));
            assertThat(examined(1, HERE, longer)).isEqualTo(new Reuse(RECENT_PREDECESSOR, 11));
        }

        @Test
        void whenItIsGoneOrLongerThenTheStoredTermsCountFromEachSupersession() {
            rotate(DEFAULT);
            rotateAfter(5);
            rig.store.pass(5);
            for (Policy policy : List.of(policy("grace-period-seconds", 60), Policy.UNGOVERNED)) {
                assertThat(examined(0, HERE, policy)).isEqualTo(new GraceRetry(10, false));
            }
            rig.store.pass(1);
            for (Policy policy : List.of(policy("grace-period-seconds", 60), Policy.UNGOVERNED)) {
                assertThat(examined(0, HERE, policy)).isEqualTo(new Reuse(STALE_LINEAGE, 11));
                assertThat(examined(1, HERE, policy)).isEqualTo(new GraceRetry(6, false));
            }
        }

        @Test
        void whenARotationFollowsUnderALongerOneThenThoseBeforeHaveNoneAnyMore() {
            Policy longer = policy("grace-period-seconds", 60);
            rotate(DEFAULT);
            rotate(longer);
            assertThat(examined(0, HERE, longer)).isEqualTo(new Reuse(STALE_LINEAGE, 0));
            assertThat(examined(1, HERE, longer)).isEqualTo(new GraceRetry(0, false));
        }

        @Test
        void whenGraceGetsShorterThenItDoesSoAtOnce() {
            Policy shorter = policy("grace-period-seconds", 5);
            rotate(DEFAULT);
            rotate(DEFAULT);
            rig.store.pass(5);
            assertThat(examined(0, HERE, shorter)).isEqualTo(new GraceRetry(5, false));
            rig.store.pass(1);
            assertThat(examined(0, HERE, shorter)).isEqualTo(new Reuse(STALE_LINEAGE, 6));
            assertThat(examined(0, HERE, Rig.STRICT)).isEqualTo(new Reuse(STALE_LINEAGE, 6));
        }
    }

    @Test
    void givenARotationThatIsTakenBackThenThoseBeforeAreAsTheyWere() {
        rotate(DEFAULT);
        rotateAfter(3);
        Granted failing = rig.granted(newest(), DEFAULT);
        assertThat(rig.protocol.undo(Objects.requireNonNull(failing.advance()))).isTrue();
        assertThat(judged(0)).isEqualTo(new GraceRetry(3, false));
        assertThat(judged(1)).isEqualTo(new GraceRetry(0, false));
        rotate(DEFAULT);
        assertThat(judged(1)).isEqualTo(new GraceRetry(0, false));
    }

    @Test
    void givenAClockThatWasSetBackThenNobodyHasGrace() {
        rotate(DEFAULT);
        rotate(DEFAULT);
        rig.store.pass(-3_600);
        assertThat(judged(0).isReuse()).isTrue();
        assertThat(judged(1).isReuse()).isTrue();
    }

    /** Sent while its grace was running, to a node that stood still; excused once, as the predecessor would be. */
    @Test
    void givenAStandstillThenATokenThatWasGoodWhenItBeganIsSpared() {
        rotate(DEFAULT);
        rotate(DEFAULT);
        rig.store.pass(30);
        rig.store.standStill(17);
        assertThat(judged(0)).isEqualTo(new Reuse(STALE_LINEAGE, 30));
        rig.store.standStill(18);
        assertThat(judged(0)).isEqualTo(new Spared(STALE_LINEAGE, 30));
    }

    @Test
    void givenAPolicyThatObservesThenItIsAnsweredWithTheHeadAndNothingIsReported() {
        Policy observing = policy("enforcement", "observe");
        rotate(observing);
        rotate(observing);
        Granted granted = rig.granted(tokens.get(0), observing);
        assertThat(granted.finding().verdict()).isEqualTo(new GraceRetry(0, false));
        assertThat(granted.claim().generation()).isEqualTo(2);
        assertThat(rig.store.incidents()).isEmpty();
    }
}
