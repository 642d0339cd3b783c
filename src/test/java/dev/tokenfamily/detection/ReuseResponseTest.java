package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Rig.STRICT;
import static dev.tokenfamily.detection.Rig.policy;
import static dev.tokenfamily.detection.Rig.token;
import static dev.tokenfamily.incident.ReuseKind.RECENT_PREDECESSOR;
import static dev.tokenfamily.incident.ReuseKind.STALE_LINEAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.RevocationScope;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reuse takes down, and what it does while it is only observed. */
final class ReuseResponseTest {

    private static final Policy OBSERVED = policy("grace-period-seconds", 0, "enforcement", "observe");

    private static final Origin THIEF = new Origin("198.51.100.66", "curl/8.5.0");

    /** Whose families there are besides that of the reuse. */
    private static final Map<String, Owner> OTHERS = Map.of(
            "same-client-session", new Owner("realm", "client", "user", "session", false),
            "offline-copy", new Owner("realm", "client", "user", "session", true),
            "other-client", new Owner("realm", "other-client", "user", "session", false),
            "other-session", new Owner("realm", "client", "user", "other-session", false),
            "other-user", new Owner("realm", "client", "other-user", "their-session", false),
            "other-realm", new Owner("other-realm", "client", "user", "session", false));

    private final Rig rig = new Rig();
    private final PresentedToken login = rig.login();

    @BeforeEach
    void everyFamilyIsInUse() {
        OTHERS.forEach((id, owner) -> rig.granted(rig.login(id, owner), STRICT));
        rig.granted(login, STRICT);
    }

    @Nested
    final class GivenAReuse {

        @ParameterizedTest
        @CsvSource({
            "family,",
            "client-session, same-client-session offline-copy",
            "user-session, same-client-session offline-copy other-client",
            "user, same-client-session offline-copy other-client other-session"
        })
        void whenItHasAScopeThenExactlyItsFamiliesAreRevoked(String scope, String others) {
            Policy policy = policy("grace-period-seconds", 0, "revocation-scope", scope);
            String[] expected = others == null ? new String[0] : others.split(" ", -1);

            Finding finding = rig.examine(login, policy);

            assertThat(finding.verdict()).isEqualTo(new Reuse(RECENT_PREDECESSOR, 0));
            assertThat(finding.incident()).isTrue();
            assertThat(finding.familiesRevoked()).isEqualTo(1 + expected.length);
            assertThat(rig.row().revocation()).isEqualTo(RevocationReason.REUSE);
            assertThat(revokedElsewhere()).containsExactlyInAnyOrder(expected);
        }

        @Test
        void whenItReachesARevokedFamilyThenThatIsNotRevokedAgain() {
            rig.store.revoke(
                    Objects.requireNonNull(OTHERS.get("other-client")),
                    "other-client",
                    RevocationReason.TOKEN_REVOCATION);
            Finding finding = rig.examine(login, policy("grace-period-seconds", 0, "revocation-scope", "user-session"));
            assertThat(finding.familiesRevoked()).isEqualTo(3);
            assertThat(rig.row("other-client").revocation()).isEqualTo(RevocationReason.TOKEN_REVOCATION);
        }

        @Test
        void whenItRevokesThenTheFamilyAndItsAccessTokensFallOnce() {
            Finding finding = rig.examine(login, STRICT);
            assertThat(rig.takedown.calls()).singleElement().satisfies(call -> {
                assertThat(call.family()).isEqualTo(finding.family());
                assertThat(call.family().accessTokens().tokens()).hasSize(2);
                assertThat(call.scope()).isEqualTo(RevocationScope.FAMILY);
            });
        }

        @Test
        void whenItRevokesThenTheIncidentTellsBothSidesAndWhatFell() {
            Policy policy = policy("grace-period-seconds", 0, "revocation-scope", "user-session");
            Family family = rig.row();
            rig.protocol.examine(login, new Presentation(THIEF, false, null), policy, Optional.empty());
            assertThat(rig.store.incidents())
                    .containsExactly(new Incident(
                            family.id(),
                            family.owner(),
                            "recent-predecessor",
                            0,
                            1,
                            THIEF,
                            Rig.HERE.origin(),
                            "user-session",
                            true,
                            Rig.LOGIN,
                            null,
                            null));
        }

        /** The row has forgotten when the successor of that was issued; its head is a later one. */
        @Test
        void whenItIsOlderThanThePredecessorThenNobodyKnowsHowLateItWas() {
            rig.granted(Rig.token(rig.granted(rig.login("young", Rig.OWNER), STRICT)), STRICT);
            Finding finding = rig.examine(rig.login("young", Rig.OWNER), STRICT);
            assertThat(finding.successorIssuedAt()).isNull();
            assertThat(finding.looksLikeLostAnswer()).isFalse();
            assertThat(rig.store.incidents())
                    .singleElement()
                    .extracting(Incident::successorIssuedAt)
                    .isNull();
        }

        @Test
        void whenAnAdminHadBegunTheSessionThenTheIncidentSaysWho() {
            rig.protocol.examine(login, Rig.HERE.withImpersonator("root"), STRICT, Optional.empty());
            assertThat(rig.store.incidents())
                    .singleElement()
                    .extracting(Incident::impersonator)
                    .isEqualTo("root");
        }

        @Test
        void whenItIsReportedThenByTheIdOfItsIncident() {
            assertThat(rig.examine(login, STRICT).incidentId()).isEqualTo("recent-predecessor of family");
            assertThat(rig.examine(login, STRICT).incidentId())
                    .as("of the family that is dead")
                    .isEqualTo("recent-predecessor of family");
        }
    }

    private List<String> revokedElsewhere() {
        return OTHERS.keySet().stream()
                .filter(id -> rig.row(id).revocation() == RevocationReason.REUSE_ELSEWHERE)
                .toList();
    }

    @Nested
    final class GivenARevokedFamily {

        @Test
        void whenTheReuseIsRepeatedThenThereIsNoSecondIncident() {
            rig.examine(login, STRICT);
            Finding again = rig.examine(login, STRICT);
            assertThat(again.verdict()).isEqualTo(new Revoked());
            assertThat(again.refused()).isTrue();
            assertThat(again.incident()).isFalse();
            assertThat(rig.takedown.calls()).hasSize(1);
        }

        @Test
        void whenItFellForAReuseThenTokensThatComeAgainAreCounted() {
            rig.examine(login, STRICT);
            rig.examine(login, STRICT);
            rig.examine(login, STRICT);
            rig.protocol.examine(login, new Presentation(THIEF, false, null), STRICT, Optional.empty());
            assertThat(rig.store.repeats()).containsExactly("family, in a loop", "family, in a loop", "family");
            assertThat(rig.store.incidents()).hasSize(1);
        }

        @Test
        void whenItFellForAnythingElseThenNothingIsWrittenAnyMore() {
            rig.store.revoke(Rig.OWNER, "family", RevocationReason.ADMIN);
            rig.examine(login, STRICT);
            assertThat(rig.store.incidents()).isEmpty();
            assertThat(rig.store.repeats()).isEmpty();
        }

        @Test
        void whenReusesAreOnlyObservedThenItIsRefusedAllTheSame() {
            rig.examine(login, STRICT);
            assertThat(rig.refused(login, OBSERVED)).isEqualTo(new Revoked());
        }
    }

    @Nested
    final class GivenObserve {

        @Test
        void whenThePredecessorIsReusedThenItGetsTheHeadAndNothingFalls() {
            Granted granted = rig.granted(login, OBSERVED);
            assertThat(granted.finding().verdict()).isEqualTo(new Reuse(RECENT_PREDECESSOR, 0));
            assertThat(granted.tokenId()).isEqualTo(rig.row().head().tokenId());
            assertThat(granted.claim().generation()).isEqualTo(1);
            assertThat(granted.claim().since()).isEqualTo(rig.row().head().since());
            assertThat(rig.row().revoked()).isFalse();
            assertThat(rig.takedown.calls()).isEmpty();
        }

        @Test
        void whenAnOlderTokenIsReusedThenItGetsOneOfItsOwnGeneration() {
            Granted head = rotated();
            Granted granted = rig.granted(login, OBSERVED);
            assertThat(granted.finding().verdict()).isEqualTo(new Reuse(STALE_LINEAGE, 0));
            assertThat(granted.tokenId()).isNotEqualTo(head.tokenId());
            assertThat(granted.claim().generation()).isZero();
            assertThat(granted.claim().since()).isEqualTo(login.since());
            assertThat(granted.advance()).isNull();
            assertThat(rig.row().head().tokenId()).isEqualTo(head.tokenId());
        }

        @Test
        void whenReusesAreRepeatedThenTheFirstOfEachKindIsAnIncident() {
            assertThat(rig.examine(login, OBSERVED).incident()).isTrue();
            assertThat(rig.examine(login, OBSERVED).incident()).isFalse();
            rotated();
            assertThat(rig.examine(login, OBSERVED).incident()).isTrue();
            assertThat(rig.examine(login, OBSERVED).incident()).isFalse();
        }

        @Test
        void whenAReuseIsExaminedAndSettledThenItIsCountedOnce() {
            Finding examined = rig.examine(login, OBSERVED);
            Ruling ruling = rig.settle(examined);
            assertThat(examined.incident()).isTrue();
            assertThat(ruling.finding().incident()).isFalse();
            assertThat(rig.store.writes()).containsOnlyOnce("observe");
        }

        @Test
        void whenATokenIsReusedThenTheIncidentSaysThatNothingFell() {
            rig.examine(login, OBSERVED);
            assertThat(rig.store.incidents()).singleElement().satisfies(incident -> {
                assertThat(incident.enforced()).isFalse();
                assertThat(incident.scope()).isEqualTo("family");
            });
        }

        @Test
        void whenItIsEnforcedAgainThenTheNextReuseRevokes() {
            rig.granted(login, OBSERVED);
            assertThat(rig.refused(login, STRICT)).isEqualTo(new Reuse(RECENT_PREDECESSOR, 0));
            assertThat(rig.row().revoked()).isTrue();
        }
    }

    /** One more generation of the family, so that its login's token is no longer the predecessor. */
    private Granted rotated() {
        return rig.granted(token(rig.granted(login, OBSERVED)), STRICT);
    }
}
