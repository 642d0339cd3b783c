package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Rig.HERE;
import static dev.tokenfamily.detection.Rig.token;
import static dev.tokenfamily.incident.ReuseKind.RECENT_PREDECESSOR;
import static dev.tokenfamily.incident.ReuseKind.STALE_LINEAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.detection.Ruling.Refused;
import dev.tokenfamily.detection.Verdict.GraceRetry;
import dev.tokenfamily.detection.Verdict.LateRecovery;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.detection.Verdict.Spared;
import dev.tokenfamily.family.Burst;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Recoveries;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyParser;
import dev.tokenfamily.policy.RevocationScope;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A client that lost an answer comes back after the grace period, and so may a thief (ADR 26). */
final class LateRecoveryTest {

    private static final long HOUR = 3_600;
    private static final long DAY = 24 * HOUR;
    private static final Policy POLICY = recovering(Map.of());
    private static final Presentation NEIGHBOUR = from("192.0.2.77");
    private static final Presentation ELSEWHERE = from("203.0.113.9");
    private static final Presentation UNKNOWN = from("localhost");

    private final Rig rig = new Rig();
    private final PresentedToken login = rig.login();

    private static Policy recovering(Map<String, ?> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.putIfAbsent("late-recovery-seconds", DAY);
        return PolicyParser.parse(config);
    }

    private static Presentation from(String address) {
        return new Presentation(new Origin(address, null), false, null);
    }

    /** With a token that is bound to that key. */
    private static Presentation bound(Presentation presentation, String key) {
        return new Presentation(presentation.origin(), true, null).withKey(key);
    }

    private Ruling refresh(PresentedToken token, Presentation presentation, Policy policy) {
        Finding examined = rig.protocol.examine(token, presentation, policy, Optional.empty());
        return examined.refused() ? new Refused(examined) : rig.settle(examined);
    }

    private Granted granted(PresentedToken token, Presentation presentation, Policy policy) {
        Ruling ruling = refresh(token, presentation, policy);
        assertThat(ruling).isInstanceOf(Granted.class);
        return (Granted) ruling;
    }

    private Granted granted(PresentedToken token) {
        return granted(token, HERE, POLICY);
    }

    private Verdict verdict(PresentedToken token, Presentation presentation, Policy policy) {
        return Detector.judge(rig.store.read(Rig.OWNER, "family"), token, presentation, policy);
    }

    private void assertEndsAll(PresentedToken token) {
        assertThat(refresh(token, HERE, POLICY)).isInstanceOf(Refused.class);
        assertThat(rig.row().revocation()).isEqualTo(RevocationReason.REUSE);
        assertThat(rig.store.incidents()).hasSize(1);
    }

    @Nested
    final class GivenAnAnswerThatWasLost {

        private final PresentedToken lost = token(granted(login));

        @Test
        void whenItsClientComesHoursLaterThenItGetsANewHeadAndNotTheLostOne() {
            rig.store.pass(5 * HOUR);
            Granted recovered = granted(login);

            assertThat(recovered.finding().verdict()).isEqualTo(new LateRecovery(5 * HOUR, 1));
            assertThat(recovered.claim().generation()).isEqualTo(2);
            assertThat(recovered.tokenId()).isNotEqualTo("rt-1");
            assertThat(rig.row().generation()).isEqualTo(2);
            assertThat(rig.row().head().tokenId()).isEqualTo(recovered.tokenId());
            assertThat(rig.row().recoveries()).isEqualTo(new Recoveries(1, rig.store.now()));
            assertThat(rig.row().grace().burst()).isEqualTo(Burst.NONE);
            assertThat(rig.store.incidents()).isEmpty();
            assertThat(granted(token(recovered)).finding().verdict()).isEqualTo(new Rotate());
        }

        @Test
        void whenItComesWithinTheGracePeriodThenThatAnswersAsEver() {
            rig.store.pass(10);
            assertThat(verdict(login, HERE, POLICY)).isEqualTo(new GraceRetry(10, false));
            rig.store.pass(1);
            assertThat(verdict(login, HERE, POLICY)).isEqualTo(new LateRecovery(11, 1));
        }

        @Test
        void whenItComesTooLateThenItIsAReuse() {
            rig.store.pass(DAY);
            assertThat(verdict(login, HERE, POLICY)).isEqualTo(new LateRecovery(DAY, 1));
            rig.store.pass(1);
            assertThat(verdict(login, HERE, POLICY)).isEqualTo(new Reuse(RECENT_PREDECESSOR, DAY + 1));
            assertEndsAll(login);
        }

        @Test
        void whenTheAnswerOfTheRecoveryIsLostTooThenARetryWithinTheGracePeriodGetsTheSame() {
            rig.store.pass(HOUR);
            Granted recovered = granted(login);
            rig.store.pass(10);
            Granted again = granted(login);

            assertThat(again.finding().verdict()).isEqualTo(new GraceRetry(10, false));
            assertThat(token(again)).isEqualTo(token(recovered));
            assertThat(rig.row().generation()).isEqualTo(2);
            assertThat(rig.row().recoveries().count()).isEqualTo(1);
        }

        @Test
        void whenThatRetryComesAfterTheGracePeriodThenItIsTwoBehindAndAReuse() {
            rig.store.pass(HOUR);
            granted(login);
            rig.store.pass(11);
            assertThat(verdict(login, HERE, POLICY)).isEqualTo(new Reuse(STALE_LINEAGE, 11));
            assertEndsAll(login);
        }

        @Test
        void whenSomebodyHasTheLostTokenAfterAllThenItsNextUseEndsAll() {
            rig.store.pass(HOUR);
            granted(login);
            assertThat(verdict(lost, HERE, POLICY)).isEqualTo(new Reuse(RECENT_PREDECESSOR, 0));
            Finding found = rig.protocol.examine(lost, HERE, POLICY, Optional.empty());
            assertThat(found.looksLikeLostAnswer()).isFalse();
            assertThat(found.successorIssuedAt()).isNull();
            assertThat(rig.row().revoked()).isTrue();
        }

        @Test
        void whenTheRecoveredHeadIsUsedThenTheLostTokenAndTheOneBeforeHaveNoGrace() {
            rig.store.pass(HOUR);
            granted(token(granted(login)));
            assertThat(verdict(login, HERE, POLICY)).isEqualTo(new Reuse(STALE_LINEAGE, 0));
            assertThat(verdict(lost, HERE, POLICY)).isEqualTo(new Reuse(STALE_LINEAGE, 0));
        }

        /** Whether a token that ends a session was followed by another one that somebody presented (ADR 14). */
        @Test
        void whenItIsRecoveredThenItIsKnownAfterWhichTokenSomebodyWentOn() {
            granted(lost);
            rig.store.pass(HOUR);
            Granted recovered = granted(lost);
            assertThat(rig.row().generation()).isEqualTo(3);
            assertThat(rig.row().lineage().wentOnAfter(0)).isTrue();
            assertThat(rig.row().lineage().wentOnAfter(1)).isFalse();
            assertThat(rig.row().lineage().wentOnAfter(2))
                    .as("whoever has the token that was given up did get the answer")
                    .isTrue();
            granted(token(recovered));
            assertThat(rig.row().lineage().wentOnAfter(1)).isTrue();
            assertThat(rig.row().lineage().wentOnAfter(2)).isTrue();
        }

        @Test
        void whenTwoRequestsRecoverAtOnceThenBothGetOneAnswer() {
            rig.store.pass(HOUR);
            Finding one = rig.examine(login, POLICY);
            Finding other = rig.examine(login, POLICY);
            Granted first = (Granted) rig.settle(one);
            Granted second = (Granted) rig.settle(other);
            assertThat(token(second)).isEqualTo(token(first));
            assertThat(rig.row().generation()).isEqualTo(2);
            assertThat(rig.row().recoveries().count()).isEqualTo(1);
        }

        @Test
        void whenTheRequestIsRolledBackThenTheBudgetIsWhole() {
            rig.store.pass(HOUR);
            Granted failing = granted(login);
            assertThat(rig.protocol.undo(Objects.requireNonNull(failing.advance())))
                    .isTrue();
            assertThat(rig.row().recoveries()).isEqualTo(Recoveries.NONE);
            assertThat(granted(login).finding().verdict()).isEqualTo(new LateRecovery(HOUR, 1));
        }

        @Test
        void whenTheSuccessorIsWithheldThenNothingIsRecovered() {
            rig.store.pass(HOUR);
            Finding good = rig.examine(login, POLICY).withoutSuccessor();
            Ruling ruling = rig.protocol.settle(good, good.policy(), rig.mint());
            assertThat(ruling.finding().verdict()).isEqualTo(new Reuse(RECENT_PREDECESSOR, HOUR));
        }

        @Test
        void whenTheFamilyIsRevokedThenItStaysSo() {
            rig.store.pass(HOUR);
            rig.store.revoke(Rig.OWNER, "family", RevocationReason.ADMIN);
            assertThat(verdict(login, HERE, POLICY)).isEqualTo(new Revoked());
        }

        @Test
        void whenNoPolicyGovernsThenNothingIsRecovered() {
            rig.store.pass(HOUR);
            assertThat(verdict(login, HERE, Policy.UNGOVERNED)).isEqualTo(new Reuse(RECENT_PREDECESSOR, HOUR));
        }

        @Test
        void whenTheClockWasSetBackThenNobodyKnowsHowLateItIs() {
            rig.store.pass(-HOUR);
            assertThat(verdict(login, HERE, POLICY)).isEqualTo(new Reuse(RECENT_PREDECESSOR, 0));
        }

        @Test
        void whenTheFamilyIsIdleThenItHasExpired() {
            rig.store.pass(2 * HOUR);
            Policy idle = recovering(Map.of("inactivity-lifetime-seconds", 2 * HOUR));
            assertThat(verdict(login, HERE, idle)).isEqualTo(new Verdict.Expired());
        }

        /** A client that was held up by us may have gone on since: what it sent before must not take its head away. */
        @Test
        void whenItMayHaveBeenHeldUpByUsThenItIsSparedAndNeverRecovered() {
            rig.store.pass(60);
            rig.store.standStill(55);
            assertThat(rig.refused(login, POLICY)).isEqualTo(new Spared(RECENT_PREDECESSOR, 60));
            assertThat(rig.row().generation()).isEqualTo(1);
            rig.store.pass(HOUR);
            assertThat(verdict(login, HERE, POLICY)).isEqualTo(new Reuse(RECENT_PREDECESSOR, HOUR + 60));
        }
    }

    @Test
    void givenATokenTwoBehindThenItIsNeverForgiven() {
        granted(token(granted(login)));
        rig.store.pass(11);
        assertThat(verdict(login, HERE, POLICY)).isEqualTo(new Reuse(STALE_LINEAGE, 11));
        assertEndsAll(login);
    }

    @Nested
    final class GivenABudget {

        private PresentedToken lose(PresentedToken token, Policy policy) {
            granted(token, HERE, policy);
            rig.store.pass(HOUR);
            return token;
        }

        private PresentedToken recover(PresentedToken token) {
            return token(granted(lose(token, POLICY)));
        }

        @Test
        void whenItIsSpentThenTheNextOneIsAReuse() {
            PresentedToken head = recover(login);
            rig.store.pass(10 * DAY);
            assertEndsAll(lose(head, POLICY));
        }

        @Test
        void whenThirtyDaysHavePassedSinceTheLastOneThenItIsGivenAnew() {
            PresentedToken head = recover(login);
            rig.store.pass(30 * DAY - HOUR);
            assertThat(verdict(lose(head, POLICY), HERE, POLICY)).isEqualTo(new LateRecovery(HOUR, 1));
        }

        @Test
        void whenOneSecondIsMissingThenItIsNot() {
            PresentedToken head = recover(login);
            rig.store.pass(30 * DAY - HOUR - 1);
            assertThat(verdict(lose(head, POLICY), HERE, POLICY)).isEqualTo(new Reuse(RECENT_PREDECESSOR, HOUR));
        }

        @Test
        void whenThePolicyAllowsMoreThenTheVerdictCounts() {
            Policy three = recovering(Map.of("late-recovery-budget", 3, "late-recovery-days", 7));
            PresentedToken head = login;
            for (int number = 1; number <= 3; number++) {
                Granted recovered = granted(lose(head, three), HERE, three);
                assertThat(recovered.finding().verdict()).isEqualTo(new LateRecovery(HOUR, number));
                head = token(recovered);
            }
            assertThat(verdict(lose(head, three), HERE, three)).isEqualTo(new Reuse(RECENT_PREDECESSOR, HOUR));
        }
    }

    @Nested
    final class GivenWhereItComesFrom {

        private final Reuse reuse = new Reuse(RECENT_PREDECESSOR, HOUR);

        private Verdict anHourLater(Presentation presentation, Policy policy) {
            rig.store.pass(HOUR - (rig.store.now() - rig.row().head().since()));
            return verdict(login, presentation, policy);
        }

        @Test
        void whenAPublicClientComesFromItsNetworkThenItGoesOn() {
            granted(login);
            assertThat(anHourLater(NEIGHBOUR, POLICY)).isInstanceOf(LateRecovery.class);
        }

        @Test
        void whenAPublicClientComesFromAnotherNetworkOrNobodyKnowsThenItIsAReuse() {
            granted(login);
            assertThat(anHourLater(ELSEWHERE, POLICY)).isEqualTo(reuse);
            assertThat(anHourLater(UNKNOWN, POLICY)).isEqualTo(reuse);
        }

        @Test
        void whenTheRotationCameFromNobodyKnowsWhereThenItIsAReuse() {
            granted(login, UNKNOWN, POLICY);
            assertThat(anHourLater(UNKNOWN, POLICY)).isEqualTo(reuse);
        }

        @Test
        void whenTheLengthsAreConfiguredThenTheyCount() {
            granted(login);
            Policy wide = recovering(Map.of("grace-binding-ipv4-prefix", 8));
            assertThat(anHourLater(from("192.99.99.99"), wide)).isInstanceOf(LateRecovery.class);
            Policy narrow = recovering(Map.of("grace-binding-ipv4-prefix", 32));
            assertThat(anHourLater(NEIGHBOUR, narrow)).isEqualTo(reuse);
        }

        @Test
        void whenTheClientAuthenticatesThenItMayComeFromAnywhere() {
            granted(login);
            assertThat(anHourLater(ELSEWHERE.withClientAuthenticated(true), POLICY))
                    .isInstanceOf(LateRecovery.class);
        }

        @Test
        void whenItProvesTheKeyThatTheRotationProvedThenItMayComeFromAnywhere() {
            granted(login, bound(HERE, "owners-key"), POLICY);
            assertThat(anHourLater(bound(ELSEWHERE, "owners-key"), POLICY)).isInstanceOf(LateRecovery.class);
            assertThat(anHourLater(bound(ELSEWHERE, "thiefs-key"), POLICY)).isEqualTo(reuse);
            assertThat(anHourLater(ELSEWHERE, POLICY)).isEqualTo(reuse);
        }

        /** Within the grace period anybody can have a copy of an unbound token bound to a key of his own. */
        @Test
        void whenTheRotationProvedNoKeyThenThatOfACopyDoesNotReplaceTheNetwork() {
            granted(login);
            assertThat(anHourLater(bound(ELSEWHERE, "thiefs-key"), POLICY)).isEqualTo(reuse);
            assertThat(anHourLater(ELSEWHERE.withKey("thiefs-key"), POLICY))
                    .as("of a token that is not bound")
                    .isEqualTo(reuse);
            assertThat(anHourLater(bound(NEIGHBOUR, "any-key"), POLICY)).isInstanceOf(LateRecovery.class);
        }

        /** The key is kept for the recovery alone: as before, nothing binds a retry. */
        @Test
        void whenTheKeyOfTheRotationIsKeptThenARetryWithinTheGracePeriodNeedsNone() {
            granted(login, bound(HERE, "owners-key"), POLICY);
            assertThat(verdict(login, bound(ELSEWHERE, "other-key"), POLICY)).isEqualTo(new GraceRetry(0, true));
            Policy off = PolicyParser.parse(Map.of());
            assertThat(verdict(login, ELSEWHERE, off)).isEqualTo(new GraceRetry(0, true));
        }

        @Test
        void whenGraceIsBoundThenARecoveryIsToo() {
            Presentation owner = HERE.withKey("owners-key").withClientAuthenticated(true);
            Policy key = recovering(Map.of("grace-binding", "key"));
            granted(login, owner, key);
            assertThat(anHourLater(owner, key)).isInstanceOf(LateRecovery.class);
            assertThat(anHourLater(owner.withKey("thiefs-key"), key)).isEqualTo(reuse);
            assertThat(anHourLater(owner.withKey("thiefs-key"), POLICY))
                    .as("the policy that bound the rotation is gone")
                    .isEqualTo(reuse);
            Policy address = recovering(Map.of("grace-binding", "ip-address"));
            assertThat(anHourLater(owner, address)).isInstanceOf(LateRecovery.class);
            assertThat(anHourLater(NEIGHBOUR.withKey("owners-key").withClientAuthenticated(true), address))
                    .isEqualTo(reuse);
        }
    }

    @Nested
    final class GivenAThief {

        @Test
        void whenHeRefreshesFirstFromElsewhereThenTheOwnersNextRefreshIsTheAlarm() {
            granted(login, ELSEWHERE, POLICY);
            rig.store.pass(HOUR);
            assertEndsAll(login);
        }

        @Test
        void whenHeRefreshesFirstFromTheSameNetworkThenHeMustNotRefreshAgain() {
            PresentedToken stolen = token(granted(login, NEIGHBOUR, POLICY));
            rig.store.pass(HOUR);
            granted(login);
            assertEndsAll(stolen);
        }

        /** The owner's logout is as good as a refresh: two parties hold a copy, and the owner is told (ADR 14). */
        @Test
        void whenHeComesLateAndTheOwnerLogsOutThenTheOwnerIsMailed() {
            PresentedToken owners = token(granted(login));
            rig.store.pass(HOUR);
            granted(login, NEIGHBOUR, POLICY);
            Policy notifying = recovering(Map.of("notify-user", true));
            assertThat(new EndingToken(owners, HERE, notifying, RevocationScope.USER_SESSION)
                            .note(rig.store, rig.store))
                    .isPresent();
            assertThat(rig.store.mails()).hasSize(1);
        }

        /** Without the recovery, the old token would have been a reuse from anywhere. */
        @Test
        void whenHeComesFromElsewhereRightAfterARecoveryThenHeDoesNotShareIt() {
            granted(login);
            rig.store.pass(HOUR);
            granted(login);
            rig.store.pass(3);
            assertThat(refresh(login, NEIGHBOUR, POLICY)).isInstanceOf(Granted.class);
            assertThat(verdict(login, ELSEWHERE, POLICY)).isEqualTo(new Verdict.GraceRefused(3));
        }

        @Test
        void whenHeComesLateFromTheSameNetworkThenTheOwnersNextRefreshIsTheAlarm() {
            PresentedToken owners = token(granted(login));
            rig.store.pass(HOUR);
            granted(login, NEIGHBOUR, POLICY);
            assertEndsAll(owners);
        }

        /** In the grace period his retry with a key of his own made a copy of the head that is bound to that. */
        @Test
        void whenHeHadACopyBoundToAKeyOfHisOwnThenHeGetsNothingFromElsewhere() {
            granted(login);
            Presentation withHisKey = bound(ELSEWHERE, "thiefs-key");
            PresentedToken copy = token(granted(login, ELSEWHERE.withKey("thiefs-key"), POLICY));
            granted(copy);
            rig.store.pass(HOUR);
            assertThat(refresh(copy, withHisKey, POLICY)).isInstanceOf(Refused.class);
            assertThat(rig.row().revocation()).isEqualTo(RevocationReason.REUSE);
        }

        /** The row does not know of it: nothing was written, or it was taken back. The alarm comes all the same. */
        @Test
        void whenTheOwnersHeadWasUsedWithoutATraceThenItsNextUseIsTheAlarm() {
            PresentedToken owners = token(granted(login));
            rig.store.pass(20);
            granted(owners, HERE, Rig.policy("rotation-interval-seconds", 60));
            Granted refused = granted(owners);
            rig.protocol.undo(Objects.requireNonNull(refused.advance()));
            rig.store.pass(HOUR);
            granted(login, NEIGHBOUR, POLICY);
            assertEndsAll(owners);
        }
    }

    @Nested
    final class GivenAHeadThatNoRotationOfOursMade {

        private PresentedToken newer(int generation) {
            return PresentedToken.claimed(
                    new FamilyClaim("family", generation, Rig.LOGIN, Rig.LOGIN, null),
                    Rig.LOGIN,
                    Rig.LOGIN + 1_800,
                    Rig.OWNER);
        }

        @Test
        void whenARestoredRowCaughtUpWithItThenItsPredecessorIsNotKnown() {
            granted(login);
            granted(newer(7), HERE, Rig.policy("rotation", "off"));
            rig.store.pass(HOUR);
            assertThat(verdict(newer(6), HERE, POLICY)).isInstanceOf(Reuse.class);
        }

        @Test
        void whenKeycloaksSwitchHasToDoWithItThenNothingIsRecovered() {
            granted(login);
            rig.store.pass(HOUR);
            for (RealmSwitch realmSwitch : new RealmSwitch[] {RealmSwitch.DECIDES, RealmSwitch.HAS_SEEN_USE}) {
                assertThat(verdict(login, HERE.withSwitch(realmSwitch), POLICY))
                        .isEqualTo(new Reuse(RECENT_PREDECESSOR, HOUR));
            }
            rig.store.put(rig.row().supersededBySwitch());
            assertThat(verdict(login, HERE, POLICY)).isEqualTo(new Verdict.GraceRefused(HOUR, true));
            Policy observing = recovering(Map.of("enforcement", "observe"));
            assertThat(verdict(login, HERE, observing)).isEqualTo(new Reuse(RECENT_PREDECESSOR, HOUR));
        }
    }

    @Test
    void givenAPolicyThatObservesThenItIsRecoveredAndCountedAlikeAndNoFamilyIsHarmed() {
        Policy observing = recovering(Map.of("enforcement", "observe"));
        PresentedToken lost = token(granted(login, HERE, observing));
        rig.store.pass(HOUR);
        Granted recovered = granted(login, HERE, observing);
        assertThat(recovered.finding().verdict()).isEqualTo(new LateRecovery(HOUR, 1));
        assertThat(recovered.claim().generation()).isEqualTo(2);
        assertThat(rig.store.incidents()).isEmpty();
        assertThat(granted(lost, HERE, observing).claim().generation()).isEqualTo(2);
        assertThat(rig.row().revoked()).isFalse();
        assertThat(rig.store.incidents()).as("what would have ended it").hasSize(1);
    }
}
