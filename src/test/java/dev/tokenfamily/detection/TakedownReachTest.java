package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Rig.DEFAULT;
import static dev.tokenfamily.detection.Rig.HERE;
import static dev.tokenfamily.detection.Rig.OWNER;
import static dev.tokenfamily.detection.Rig.STRICT;
import static dev.tokenfamily.detection.Rig.policy;
import static dev.tokenfamily.detection.Rig.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.RecordingTakedown.Call;
import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.RevocationScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No access token that a family gave survives its revocation, however a thief refreshes before. */
final class TakedownReachTest {

    private final Rig rig = new Rig();
    private final PresentedToken login = rig.login();
    private final List<AccessToken> given = new ArrayList<>();

    /** With an access token of its own that is written down here. */
    private Granted refreshed(PresentedToken token, Policy policy) {
        Finding examined = rig.examine(token, policy);
        Minted minted = rig.mint();
        given.add(minted.accessToken());
        return (Granted) rig.protocol.settle(examined, policy, minted);
    }

    private void assertAllTakenDown(RevocationScope scope) {
        assertThat(rig.takedown.calls()).extracting(Call::scope).containsExactly(scope);
        Call call = rig.takedown.calls().get(0);
        assertThat(given)
                .filteredOn(t -> t.expiresAt() >= rig.store.now())
                .allMatch(t -> scope != RevocationScope.FAMILY
                        || call.family().accessTokens().tokens().contains(t));
    }

    @Nested
    final class GivenMoreRotationsThanThereAreNames {

        private Finding reuse(Policy policy, int rotations) {
            PresentedToken head = login;
            for (int i = 0; i < rotations; i++) {
                head = token(refreshed(head, policy));
            }
            return rig.examine(login, policy);
        }

        @Test
        void thenTheTakedownIsWidenedAndSaysSo() {
            Finding finding = reuse(STRICT, 40);
            assertAllTakenDown(RevocationScope.CLIENT_SESSION);
            assertThat(finding.widened()).isTrue();
            assertThat(finding.revocationScope()).isEqualTo(RevocationScope.CLIENT_SESSION);
            assertThat(rig.store.incidents()).singleElement().satisfies(incident -> {
                assertThat(incident.policyScope()).isEqualTo("family");
                assertThat(incident.widenedTo()).isEqualTo("client-session");
            });
        }

        @Test
        void thenOtherFamiliesOfTheClientSessionEndToo() {
            rig.granted(rig.login("other-tab", OWNER), STRICT);
            rig.granted(rig.login("other-session", new Owner("realm", "client", "user", "other", false)), STRICT);
            assertThat(reuse(STRICT, 40).familiesRevoked()).isEqualTo(2);
            assertThat(rig.row("other-tab").revocation()).isEqualTo(RevocationReason.REUSE_ELSEWHERE);
            assertThat(rig.row("other-session").revoked()).isFalse();
        }

        @Test
        void thenAWiderScopeStaysWhatItIs() {
            Finding finding = reuse(policy("grace-period-seconds", 0, "revocation-scope", "user"), 40);
            assertAllTakenDown(RevocationScope.USER);
            assertThat(finding.widened()).isFalse();
        }

        @Test
        void thenNothingIsWidenedOnceTheyHaveExpired() {
            PresentedToken head = login;
            for (int i = 0; i < 40; i++) {
                head = token(refreshed(head, STRICT));
            }
            rig.store.pass(86_401 + AccessTokens.CLOCKS_DIFFER); // that of the login is taken to live for a day
            rig.examine(login, STRICT);
            assertAllTakenDown(RevocationScope.FAMILY);
        }

        @Test
        void thenAsManyAsThereAreNamesAreTakenDownByName() {
            Finding finding = reuse(STRICT, 31);
            assertAllTakenDown(RevocationScope.FAMILY);
            assertThat(finding.widened()).isFalse();
            assertThat(rig.store.incidents())
                    .singleElement()
                    .extracting(Incident::widenedTo)
                    .isNull();
        }
    }

    @Nested
    final class GivenRefreshesThatKeepTheirGeneration {

        @ParameterizedTest
        @ValueSource(strings = {"rotation-interval-seconds", "rotation"})
        void thenAReuseAfterwardsIsWidened(String key) {
            Policy keeping = policy("grace-period-seconds", 0, key, key.equals("rotation") ? "off" : 5);
            PresentedToken head = token(refreshed(login, STRICT));
            for (int i = 0; i < 3; i++) {
                head = token(refreshed(head, keeping));
            }
            rig.store.pass(6);
            refreshed(head, STRICT);
            rig.examine(login, STRICT);
            assertAllTakenDown(RevocationScope.CLIENT_SESSION);
        }

        @Test
        void thenTheyWriteOnceAnHour() {
            Policy off = policy("rotation", "off");
            PresentedToken head = token(refreshed(login, DEFAULT));
            int before = rig.store.writes().size();
            for (int i = 0; i < 60; i++) {
                rig.store.pass(60);
                head = token(refreshed(head, off));
            }
            assertThat(rig.store.writes().subList(before, rig.store.writes().size()))
                    .hasSizeLessThanOrEqualTo(2)
                    .containsOnly("retain");
        }

        @Test
        void whenRevokedInTheMeantimeThenNothingIsGiven() {
            Policy off = policy("rotation", "off");
            PresentedToken head = token(rig.granted(login, DEFAULT));
            Finding examined = rig.examine(head, off);
            rig.store.mishaps().beforeNextWrite(() -> rig.store.revoke(OWNER, "family", RevocationReason.ADMIN));
            assertThat(rig.settle(examined)).isInstanceOf(Ruling.Refused.class);
        }
    }

    @Nested
    final class GivenARefreshBetweenTheReadAndTheRevocation {

        @Test
        void whenItRotatesThenItsAccessTokenIsTakenDown() {
            PresentedToken head = token(refreshed(login, STRICT));
            rig.store.mishaps().beforeNextWrite(() -> refreshed(head, STRICT));
            assertThat(rig.examine(login, STRICT).refused()).isTrue();
            assertThat(given).hasSize(2);
            assertAllTakenDown(RevocationScope.FAMILY);
        }

        @Test
        void whenThePredecessorIsRetriedThenItsAccessTokenIsTakenDown() {
            PresentedToken second = token(refreshed(login, DEFAULT));
            refreshed(second, DEFAULT);
            rig.store.mishaps().beforeNextWrite(() -> refreshed(second, DEFAULT));
            assertThat(rig.protocol
                            .examine(login, HERE, STRICT, Optional.empty())
                            .refused())
                    .isTrue();
            assertThat(given).hasSize(3);
            assertAllTakenDown(RevocationScope.FAMILY);
        }

        @Test
        void whenItPushesNamesOutThenTheTakedownIsWidened() {
            PresentedToken head = token(refreshed(login, STRICT));
            rig.store.mishaps().beforeNextWrite(() -> {
                PresentedToken next = head;
                for (int i = 0; i < 40; i++) {
                    next = token(refreshed(next, STRICT));
                }
            });
            rig.examine(login, STRICT);
            assertAllTakenDown(RevocationScope.CLIENT_SESSION);
        }
    }

    @Nested
    final class GivenATokenThatWasSignedInAnotherRealm {

        private final Owner stranger = new Owner("another realm", "client", "user", "session", false);

        @Test
        void thenTheFamilyWithItsIdIsNeitherReadNorRevoked() {
            Granted head = rig.granted(login, STRICT);
            assertThat(rig.refused(new PresentedToken("family", 5, 1, 1, 1, 1_800L, null, stranger), STRICT))
                    .isEqualTo(new Verdict.Unknown());
            assertThat(rig.row().revoked()).isFalse();
            assertThat(rig.granted(token(head), STRICT).finding().verdict()).isEqualTo(new Verdict.Rotate());
        }

        @Test
        void thenAFirstTokenIsNotBlockedByARowOverThere() {
            rig.granted(rig.login("family", stranger), STRICT);
            assertThat(rig.granted(login, STRICT).finding().verdict()).isEqualTo(new Verdict.Rotate());
        }
    }
}
