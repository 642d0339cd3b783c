package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Rig.STRICT;
import static dev.tokenfamily.detection.Rig.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyParser;
import dev.tokenfamily.policy.RevocationScope;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A refresh token by which somebody ends a session: what it shows, and whom it troubles. */
final class EndingTokenTest {

    private static final Policy TELLING = policy("grace-period-seconds", 0, "notify-user", true);
    private static final Origin ELSEWHERE = new Origin("198.51.100.66", "curl/8.5.0");
    private static final String REALM_URL = "https://id.example/realms/r";

    private final Rig rig = new Rig();
    private final PresentedToken first = rig.login();

    private Optional<Incident> ending(PresentedToken token, Policy policy, RevocationScope ended) {
        return new EndingToken(token, new Presentation(ELSEWHERE, false, REALM_URL), policy, ended)
                .note(rig.store, rig.store);
    }

    private Optional<Incident> ending(PresentedToken token, Policy policy) {
        return ending(token, policy, RevocationScope.USER_SESSION);
    }

    private PresentedToken rotated(PresentedToken token) {
        Granted granted = rig.granted(token, STRICT);
        return Rig.token(granted);
    }

    private void assertNothingNoted() {
        assertThat(rig.store.incidents()).isEmpty();
        assertThat(rig.store.mails()).isEmpty();
    }

    @Nested
    final class GivenATokenThatIsNotSuperseded {

        @Test
        void whenItWasNeverUsedThenNothingIsNoted() {
            assertThat(ending(first, TELLING)).isEmpty();
            assertNothingNoted();
            assertThat(rig.store.writes()).isEmpty();
        }

        @Test
        void whenItIsTheHeadThenNothingIsNoted() {
            PresentedToken head = rotated(first);
            assertThat(ending(head, TELLING)).isEmpty();
            assertNothingNoted();
        }
    }

    @Nested
    final class GivenThePredecessorOfTheHead {

        @BeforeEach
        void rotate() {
            rotated(first);
        }

        /** An honest client that never got the answer logs out with what it has. */
        @Test
        void whenGraceIsOverThenItIsNotedAndNobodyIsMailed() {
            Optional<Incident> noted = ending(first, TELLING);
            assertThat(noted).isPresent();
            assertThat(rig.store.incidents()).containsExactly(noted.get());
            assertThat(rig.store.mails()).isEmpty();
        }

        @Test
        void whenWithinGraceThenNothingIsNoted() {
            Policy lenient = PolicyParser.parse(Map.of("notify-user", true));
            Rig other = new Rig();
            PresentedToken login = other.login();
            other.granted(login, lenient);
            assertThat(new EndingToken(login, Rig.HERE, lenient, RevocationScope.USER_SESSION)
                            .note(other.store, other.store))
                    .isEmpty();
            other.store.pass(11);
            assertThat(new EndingToken(login, Rig.HERE, lenient, RevocationScope.USER_SESSION)
                            .note(other.store, other.store))
                    .isPresent();
        }

        @Test
        void thenTheIncidentTellsWhoEndedWhatAndNothingWasRevokedForIt() {
            Family family = rig.row();
            assertThat(ending(first, TELLING, RevocationScope.CLIENT_SESSION))
                    .contains(new Incident(
                            family.id(),
                            family.owner(),
                            "session-end",
                            0,
                            1,
                            ELSEWHERE,
                            Rig.HERE.origin(),
                            "client-session",
                            false,
                            family.head().since(),
                            null,
                            null));
            assertThat(rig.row()).as("it ends by what was asked").isEqualTo(family);
        }
    }

    @Nested
    final class GivenATokenWhoseSuccessorWasPresented {

        @BeforeEach
        void rotateTwice() {
            rotated(rotated(first));
        }

        @Test
        void thenItIsNotedAndTheUserIsMailedOnce() {
            assertThat(ending(first, TELLING)).isPresent();
            for (int again = 0; again < 100; again++) {
                assertThat(ending(first, TELLING)).isEmpty();
            }
            assertThat(rig.store.incidents()).hasSize(1);
            assertThat(rig.store.mails()).hasSize(1);
        }

        @Test
        void whenThePolicyDoesNotNotifyThenThereIsNoMail() {
            assertThat(ending(first, STRICT)).isPresent();
            assertThat(rig.store.mails()).isEmpty();
        }

        @Test
        void whenThePolicyOnlyObservesThenThereIsNoMail() {
            Policy observing = PolicyParser.parse(
                    Map.of("grace-period-seconds", 0, "notify-user", true, "enforcement", "observe"));
            assertThat(ending(first, observing)).isPresent();
            assertThat(rig.store.mails()).isEmpty();
        }

        @Test
        void whenNoPolicyGovernsThenItIsNotedAllTheSame() {
            assertThat(ending(first, Policy.UNGOVERNED)).isPresent();
            assertThat(rig.store.mails()).isEmpty();
        }

        @Test
        void whenTheFamilyIsRevokedThenNothingIsNoted() {
            rig.store.revoke(Rig.OWNER, "family", RevocationReason.REUSE);
            assertThat(ending(first, TELLING)).isEmpty();
            assertNothingNoted();
        }

        @Test
        void whenItIsPastItsLifetimeThenNothingIsNoted() {
            rig.store.pass(7_200);
            assertThat(ending(first, policy("grace-period-seconds", 0, "absolute-lifetime-seconds", 3_600)))
                    .isEmpty();
            assertNothingNoted();
        }

        /** Whoever signs tokens of another realm, or of another client or user, reaches nothing. */
        @Test
        void whenItIsAnotherOwnersThenNothingIsNoted() {
            Owner own = Rig.OWNER;
            for (Owner other : new Owner[] {
                new Owner("other", own.clientId(), own.userId(), own.sessionId(), false),
                new Owner(own.realmId(), "other", own.userId(), own.sessionId(), false),
                new Owner(own.realmId(), own.clientId(), "other", own.sessionId(), false)
            }) {
                PresentedToken forged = new PresentedToken(
                        "family", 0, first.start(), first.since(), first.issuedAt(), null, null, other);
                assertThat(ending(forged, TELLING)).isEmpty();
            }
            assertNothingNoted();
        }

        @Test
        void whenADatabaseIsAwayThenTheCallerHearsOfIt() {
            rig.store.mishaps().startOutage();
            assertThatThrownBy(() -> ending(first, TELLING)).isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Nested
    final class GivenAnotherRequestInBetween {

        private final PresentedToken second = rotated(first);

        @Test
        void whenTheSuccessorIsPresentedThenItIsJudgedAgainAndMailed() {
            rig.store.mishaps().beforeNextWrite(() -> rotated(second));
            assertThat(ending(first, TELLING)).hasValueSatisfying(incident -> assertThat(incident.currentGeneration())
                    .isEqualTo(2));
            assertThat(rig.store.mails()).hasSize(1);
        }

        @Test
        void whenItIsRevokedThenNothingIsNoted() {
            rig.store.mishaps().beforeNextWrite(() -> rig.store.revoke(Rig.OWNER, "family", RevocationReason.ADMIN));
            assertThat(ending(first, TELLING)).isEmpty();
            assertNothingNoted();
        }
    }

    @Nested
    final class GivenKeycloaksOwnSwitchHasRotated {

        /** It answers an old token with a newer generation, though nobody has presented the one in between. */
        @ParameterizedTest
        @EnumSource(Supersessions.class)
        void thenNobodyKnowsOfTheSuccessorAndIsMailed(Supersessions supersession) {
            Family family = rig.row(rotated(first).familyId());
            Family next = family.advanced(
                    2,
                    new Head("head", rig.store.now(), rig.store.now() + 1_800, rig.store.now()),
                    GraceTerms.NONE,
                    rig.store.now(),
                    Rig.HERE.origin(),
                    new AccessToken("access", rig.store.now() + 300));
            rig.store.put(
                    supersession == Supersessions.SWITCH
                            ? next.supersededBySwitch()
                            : next.supersededBySwitch().refusingPredecessor());
            assertThat(ending(first, TELLING)).isPresent();
            assertThat(rig.store.mails()).isEmpty();
        }
    }

    /** What Keycloak's own switch leaves. */
    enum Supersessions {
        SWITCH,
        SWITCH_REFUSED
    }

    @Nested
    final class GivenANodeThatStoodStill {

        @Test
        void thenATokenThatMayHaveBeenGoodWhenSentIsNotNoted() {
            rotated(rotated(first));
            rig.store.standStill(30);
            assertThat(ending(first, TELLING)).isEmpty();
            assertThat(rig.row().sparedUntil())
                    .as("nothing is spared where it ends")
                    .isNull();
        }
    }
}
