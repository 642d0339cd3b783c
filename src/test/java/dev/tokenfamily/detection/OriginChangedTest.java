package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Rig.token;
import static dev.tokenfamily.incident.ReuseKind.RECENT_PREDECESSOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.detection.Ruling.Refused;
import dev.tokenfamily.detection.Verdict.CatchUp;
import dev.tokenfamily.detection.Verdict.GraceRetry;
import dev.tokenfamily.detection.Verdict.Keep;
import dev.tokenfamily.detection.Verdict.LateRecovery;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.InMemoryFamilyStore;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.OriginChange;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyParser;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The head of a family is used in another place than the one where it was obtained (ADR 28). */
final class OriginChangedTest {

    private static final long DAY = 86_400;
    private static final String APP = "Example/4.2 (Android)";
    private static final Presentation HOME = from("192.0.2.1", APP);
    private static final Presentation ELSEWHERE = from("203.0.113.9", APP);

    private final Rig rig = new Rig();
    private final PresentedToken login = rig.login();

    private static Presentation from(String address, @Nullable String userAgent) {
        return new Presentation(new Origin(address, userAgent), false, null);
    }

    private static Policy on(String change, String... more) {
        Map<String, Object> config = new HashMap<>(Map.of("on-origin-change", change));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return PolicyParser.parse(config);
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

    private Finding refused(PresentedToken token, Presentation presentation, Policy policy) {
        Ruling ruling = refresh(token, presentation, policy);
        assertThat(ruling).isInstanceOf(Refused.class);
        return ruling.finding();
    }

    /** The owner has refreshed at home, and this is the head. */
    private PresentedToken head(Policy policy) {
        return token(granted(login, HOME, policy));
    }

    @Nested
    final class GivenALoginIsRequired {

        private final Policy policy = on("require-login");

        @Test
        void whenAThiefUsesTheHeadElsewhereThenHeIsRefusedAndTheFamilyEndsAndTheOwnerIsMailed() {
            PresentedToken head = head(policy);

            Finding thief = refused(head, ELSEWHERE, policy);
            assertThat(thief.verdict()).isEqualTo(new OriginChanged(OriginChange.ADDRESS));
            assertThat(thief.incident()).isTrue();
            assertThat(thief.incidentId()).isEqualTo("origin-change of family");
            assertThat(thief.familiesRevoked()).isEqualTo(1);
            assertThat(rig.row().revocation()).isEqualTo(RevocationReason.ORIGIN_CHANGE);
            assertThat(rig.store.mails()).hasSize(1).first().satisfies(mailed -> {
                assertThat(mailed.kind()).isEqualTo("origin-change");
                assertThat(mailed.enforced()).isTrue();
                assertThat(mailed.scope()).isEqualTo("family");
                assertThat(mailed.presentedFrom()).isEqualTo(ELSEWHERE.origin());
                assertThat(mailed.rotatedFrom()).isEqualTo(HOME.origin());
            });

            Finding owner = refused(head, HOME, policy);
            assertThat(owner.verdict()).isEqualTo(new Revoked());
            assertThat(rig.store.mails()).hasSize(1);
        }

        @Test
        void thenItIsNoReuse() {
            Finding thief = refused(head(policy), ELSEWHERE, policy);
            assertThat(thief.verdict().isReuse()).isFalse();
            assertThat(thief.verdict().reuseKind()).isNull();
            assertThat(thief.verdict().lateness()).isEmpty();
        }

        @Test
        void whenTheTokenBeforeItComesLaterThenThatIsCountedOnTheIncident() {
            refused(head(policy), ELSEWHERE, policy);
            rig.store.pass(DAY);

            Finding copy = refused(login, ELSEWHERE, on("require-login"));
            assertThat(copy.verdict()).isEqualTo(new Revoked());
            assertThat(copy.incidentId()).isEqualTo("origin-change of family");
            assertThat(rig.store.repeats()).containsExactly("family");
        }

        @Test
        void whenTheScopeOfReusesIsWiderThenTheFamilyAloneEnds() {
            Policy wide = on("require-login", "revocation-scope", "user");
            PresentedToken head = head(wide);
            PresentedToken other = token((Granted) rig.refresh(rig.login("other", Rig.OWNER), wide));
            assertThat(refused(head, ELSEWHERE, wide).familiesRevoked()).isEqualTo(1);
            assertThat(rig.row("other").revoked()).isFalse();
            assertThat(other.generation()).isEqualTo(1);
        }

        @Test
        void whenOneUseIsTheFirstThenThereIsNothingToCompareWith() {
            assertThat(granted(login, ELSEWHERE, policy).finding().verdict()).isEqualTo(new Rotate());
            assertThat(rig.store.incidents()).isEmpty();
        }

        @Test
        void whenTheOwnerStaysInTheNetworkThenNothingFollows() {
            assertThat(granted(head(policy), from("192.0.2.77", APP), policy)
                            .finding()
                            .verdict())
                    .isEqualTo(new Rotate());
        }

        @Test
        void whenAThiefIsInTheSameNetworkThenHeIsNotNoticedByIt() { // the next refresh of the owner gives him away
            PresentedToken head = head(policy);
            granted(head, from("192.0.2.66", "curl/8"), policy);
            rig.store.pass(DAY);
            assertThat(refused(head, HOME, policy).verdict()).isEqualTo(new Reuse(RECENT_PREDECESSOR, DAY));
        }

        @Test
        void whenAClientThatLostTheAnswerRetriesElsewhereThenItIsGivenTheHead() {
            head(policy);
            rig.store.pass(10);
            assertThat(granted(login, ELSEWHERE, policy).finding().verdict()).isEqualTo(new GraceRetry(10, true));
            assertThat(rig.row().revoked()).isFalse();
        }

        @Test
        void whenTheTokenIsKeptThenItsPlaceIsNotCompared() {
            Policy interval = on("require-login", "rotation-interval-seconds", "300");
            rig.store.pass(300); // the login is old enough to be rotated
            PresentedToken head = head(interval);
            assertThat(granted(head, ELSEWHERE, interval).finding().verdict()).isEqualTo(new Keep());

            rig.store.pass(300);
            assertThat(refused(head, ELSEWHERE, interval).verdict()).isEqualTo(new OriginChanged(OriginChange.ADDRESS));
        }

        @Test
        void whenTheRowComesFromABackupThenNobodyIsLoggedOutForWhatWeLost() {
            head(policy);
            FamilyClaim newer = new FamilyClaim("family", 5, login.start(), rig.store.now(), null);
            PresentedToken ahead =
                    PresentedToken.claimed(newer, rig.store.now(), rig.store.now() + 1_800, login.owner());
            assertThat(granted(ahead, ELSEWHERE, policy).finding().verdict()).isEqualTo(new CatchUp(false));
            assertThat(rig.row().revoked()).isFalse();
        }

        @Test
        void whenALateTokenComesFromElsewhereThenItIsNotRecovered() {
            Policy late = on("require-login", "late-recovery-seconds", "86400");
            head(late);
            rig.store.pass(3_600);
            Presentation confidential = ELSEWHERE.withClientAuthenticated(true);
            assertThat(refused(login, confidential, late).verdict()).isEqualTo(new Reuse(RECENT_PREDECESSOR, 3_600));
        }

        @Test
        void whenThePolicyOnlyObservesThenNothingIsRefusedAndAnIncidentSaysWhatWouldHaveBeen() {
            Policy observing = on("require-login", "enforcement", "observe");
            Granted given = granted(head(observing), ELSEWHERE, observing);

            assertThat(given.finding().verdict()).isEqualTo(new OriginChanged(OriginChange.ADDRESS));
            assertThat(given.finding().incident()).isTrue();
            assertThat(rig.row().revoked()).isFalse();
            assertThat(rig.row().rotatedFrom()).isEqualTo(ELSEWHERE.origin());
            assertThat(rig.store.incidents()).extracting(Incident::enforced).containsExactly(false);
            assertThat(rig.store.mails()).isEmpty();
        }

        @Test
        void whenTheRotationIsTakenBackThenThePlaceIsTheOneBefore() {
            PresentedToken head = head(policy);
            Granted given = granted(head, from("192.0.2.8", APP), policy);
            assertThat(rig.protocol.undo(Objects.requireNonNull(given.advance())))
                    .isTrue();
            assertThat(rig.row().rotatedFrom()).isEqualTo(HOME.origin());
        }
    }

    @Nested
    final class GivenTheUserIsToBeTold {

        private final Policy policy = on("notify");

        @Test
        void whenTheHeadIsUsedElsewhereThenItIsAnsweredAndTheUserIsMailed() {
            Granted given = granted(head(policy), ELSEWHERE, policy);

            assertThat(given.finding().verdict()).isEqualTo(new Rotate());
            assertThat(given.finding().originChange()).contains(OriginChange.ADDRESS);
            assertThat(given.finding().incident()).isTrue();
            assertThat(rig.row().revoked()).isFalse();
            assertThat(rig.store.mails()).hasSize(1).first().satisfies(mailed -> {
                assertThat(mailed.kind()).isEqualTo("origin-change");
                assertThat(mailed.enforced()).isFalse();
            });
        }

        @Test
        void whenPlacesAlternateThenThereIsOneIncidentOfEachAndOneMailForEachDay() {
            PresentedToken token = head(policy);
            for (int n = 0; n < 10; n++) {
                rig.store.pass(60);
                token = token(granted(token, n % 2 == 0 ? ELSEWHERE : HOME, policy));
            }
            assertThat(rig.store.mails()).hasSize(1);
            assertThat(rig.store.incidents())
                    .extracting(Incident::presentedFrom)
                    .containsExactly(ELSEWHERE.origin(), HOME.origin());

            rig.store.pass(DAY);
            granted(token, ELSEWHERE, policy);
            assertThat(rig.store.mails()).hasSize(2);
        }

        /** The owner has gone to the office in the morning, and was mailed about it: that must not be the thief's cover. */
        @Test
        void whenAThiefComesOnADayOnWhichTheOwnerHasMovedThenHeIsReportedAtOnceWithHisPlace() {
            PresentedToken atTheOffice = token(granted(head(policy), ELSEWHERE, policy));
            rig.store.pass(3_600);
            Presentation abroad = from("198.51.100.7", APP);

            Granted thief = granted(atTheOffice, abroad, policy);

            assertThat(thief.finding().incident())
                    .as("a WARN, and an event of it")
                    .isTrue();
            assertThat(rig.store.incidents()).hasSize(2);
            assertThat(rig.store.incidents().get(1).presentedFrom()).isEqualTo(abroad.origin());
            assertThat(thief.finding().incidentId())
                    .isEqualTo(InMemoryFamilyStore.named(rig.store.incidents().get(1)));
            assertThat(rig.store.mails()).as("one a day").hasSize(1);

            Granted again = granted(token(thief), ELSEWHERE, policy);
            assertThat(again.finding().incident()).as("known since the morning").isFalse();
        }

        @Test
        void whenThePolicyOnlyObservesThenNobodyIsMailed() {
            Policy observing = on("notify", "enforcement", "observe");
            granted(head(observing), ELSEWHERE, observing);
            assertThat(rig.store.incidents()).hasSize(1);
            assertThat(rig.store.mails()).isEmpty();
        }

        @Test
        void whenALateTokenRecoversTheFamilyElsewhereThenTheUserIsToldToo() {
            Policy late = on("notify", "late-recovery-seconds", "86400");
            head(late);
            rig.store.pass(3_600);
            Granted given = granted(login, ELSEWHERE.withClientAuthenticated(true), late);
            assertThat(given.finding().verdict()).isEqualTo(new LateRecovery(3_600, 1));
            assertThat(rig.store.mails()).hasSize(1);
        }
    }

    @Nested
    final class GivenTheEventIsToTell {

        @Test
        void whenTheHeadIsUsedElsewhereThenNothingIsRecorded() {
            Policy policy = on("event");
            Granted given = granted(head(policy), ELSEWHERE, policy);
            assertThat(given.finding().originChange()).contains(OriginChange.ADDRESS);
            assertThat(given.finding().incident()).isFalse();
            assertThat(rig.store.incidents()).isEmpty();
        }

        @Test
        void whenNothingIsToFollowThenNoPlaceIsCompared() {
            Granted given = granted(head(Rig.DEFAULT), ELSEWHERE, Rig.DEFAULT);
            assertThat(given.finding().originChange()).isEmpty();
            assertThat(given.finding().verdict()).isEqualTo(new Rotate());
        }
    }

    @Nested
    final class GivenWhatMakesAPlace {

        @ParameterizedTest
        @CsvSource({
            "ip-prefix, 203.0.113.9, Example/4.2 (Android), true",
            "ip-prefix, 192.0.2.9, curl/8.5, false",
            "user-agent, 203.0.113.9, Example/5 (Android), false",
            "user-agent, 192.0.2.9, curl/8.5, true",
            "ip-prefix-and-user-agent, 203.0.113.9, Example/4.2 (Android), true",
            "ip-prefix-and-user-agent, 192.0.2.9, curl/8.5, true",
            "ip-prefix-or-user-agent, 203.0.113.9, Example/4.2 (Android), false",
            "ip-prefix-or-user-agent, 192.0.2.9, curl/8.5, false",
            "ip-prefix-or-user-agent, 203.0.113.9, curl/8.5, true",
        })
        void whenOneOrTheOtherDiffersThenTheBindingSaysWhetherItIsANewOne(
                String binding, String address, String userAgent, boolean isNew) {
            Policy policy = on("require-login", "origin-binding", binding);
            Finding found = rig.protocol.examine(head(policy), from(address, userAgent), policy, Optional.empty());
            assertThat(found.verdict() instanceof OriginChanged).isEqualTo(isNew);
        }

        @ParameterizedTest
        @ValueSource(strings = {"user-agent", "ip-prefix-and-user-agent"})
        void whenAThiefLeavesTheHeaderOutThenThatIsAnotherProgram(String binding) {
            Policy policy = on("require-login", "origin-binding", binding);
            assertThat(refused(head(policy), from("192.0.2.1", null), policy).verdict())
                    .isEqualTo(new OriginChanged(OriginChange.USER_AGENT));
        }

        @Test
        void whenAThiefMakesHisAddressUnknownThenThatIsAnotherNetwork() {
            Policy policy = on("require-login");
            assertThat(refused(head(policy), from("unknown", APP), policy).verdict())
                    .isEqualTo(new OriginChanged(OriginChange.ADDRESS));
        }

        @Test
        void whenAThiefCopiesTheHeaderThenTheNetworkGivesHimAway() {
            Policy policy = on("require-login", "origin-binding", "ip-prefix-and-user-agent");
            assertThat(refused(head(policy), ELSEWHERE, policy).verdict())
                    .isEqualTo(new OriginChanged(OriginChange.ADDRESS));
        }

        @Test
        void whenTheNetworkIsWiderThenMoreIsOnePlace() {
            Policy policy = on("require-login", "grace-binding-ipv4-prefix", "16");
            assertThat(granted(head(policy), from("192.0.77.1", APP), policy)
                            .finding()
                            .verdict())
                    .isEqualTo(new Rotate());
        }
    }

    @Test
    void givenSomebodyAsksAboutTheHeadFromElsewhereThenItIsGoodAllTheSame() {
        Policy policy = on("require-login");
        PresentedToken head = head(policy);
        Verdict asked = Detector.judge(rig.store.read(Rig.OWNER, "family"), head, ELSEWHERE, policy);
        assertThat(asked.isLive()).isTrue(); // introspection comes from the resource server
        assertThat(asked.isHead()).isFalse(); // the row is to be read before anything ends
        assertThat(rig.row().revoked()).isFalse();
    }
}
