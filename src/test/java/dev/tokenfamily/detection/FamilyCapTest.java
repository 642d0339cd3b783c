package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Rig.OWNER;
import static dev.tokenfamily.detection.Rig.policy;
import static dev.tokenfamily.detection.Rig.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.RecordingTakedown.Call;
import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.RevocationScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user has no more families at a client than the policy allows, from the first refresh of one that is too many. */
final class FamilyCapTest {

    private static final Policy TWO = policy("max-families-per-user", 2);

    private final Rig rig = new Rig();
    private final FamilyCap cap = new FamilyCap(rig.store, rig.takedown);

    /** The first refresh of a new login, a second after the one before. */
    private Optional<Capped> open(String familyId, Owner owner, Policy policy) {
        rig.store.pass(1);
        return cap.apply(rig.granted(rig.login(familyId, owner), policy));
    }

    private Optional<Capped> open(String familyId, Policy policy) {
        return open(familyId, OWNER, policy);
    }

    private Family row(String familyId) {
        return Objects.requireNonNull(rig.store.row(familyId));
    }

    @Nested
    final class GivenAsManyAsAllowed {

        private final Granted one = rig.granted(rig.login("one", OWNER), TWO);
        private final Optional<Capped> two = open("two", TWO);

        @Test
        void thenNothingHasEndedYet() {
            assertThat(cap.apply(one)).isEmpty();
            assertThat(two).isEmpty();
            assertThat(rig.takedown.calls()).isEmpty();
        }

        @Test
        void whenAnotherIsOpenedThenTheOneThatWasUnusedForTheLongestTimeEndsWithItsAccessTokens() {
            rig.store.pass(1);
            Granted again = rig.granted(token(one), TWO);
            assertThat(cap.apply(again)).as("a later refresh opens nothing").isEmpty();

            assertThat(open("three", TWO)).hasValueSatisfying(capped -> {
                assertThat(capped.ended()).extracting(Family::id).containsExactly("two");
                assertThat(capped.beyond()).isEqualTo(1);
                assertThat(capped.failure()).isNull();
            });
            assertThat(row("two").revocation()).isEqualTo(RevocationReason.CAP);
            assertThat(row("one").revoked()).isFalse();
            assertThat(row("three").revoked()).isFalse();
            assertThat(rig.takedown.calls()).extracting(Call::scope).containsExactly(RevocationScope.FAMILY);
            assertThat(rig.takedown.calls().get(0).family().accessTokens().tokens())
                    .extracting(AccessToken::tokenId)
                    .contains("at-of-two");
        }

        @Test
        void whenTheTokenOfTheOneThatEndedComesThenItIsRefusedAndNoIncident() {
            open("three", TWO);
            assertThat(rig.refresh(token(one), TWO)).isInstanceOf(Ruling.Refused.class);
            assertThat(rig.refresh(rig.login("one", OWNER), TWO)).isInstanceOf(Ruling.Refused.class);
            assertThat(rig.store.incidents()).isEmpty();
        }

        @Test
        void whenAnotherUserOpensOneThenNothingEnds() {
            assertThat(open("three", new Owner("realm", "client", "another", "s", false), TWO))
                    .isEmpty();
            assertThat(open("four", new Owner("realm", "another", "user", "s", false), TWO))
                    .isEmpty();
            assertThat(row("one").revoked()).isFalse();
        }

        @Test
        void whenThePolicyObservesThenItIsOnlyToldHowManyAreTooMany() {
            Policy observing = policy("max-families-per-user", 1, "enforcement", "observe");
            assertThat(open("three", observing)).hasValueSatisfying(capped -> {
                assertThat(capped.ended()).isEmpty();
                assertThat(capped.beyond()).isEqualTo(2);
            });
            assertThat(row("one").revoked()).isFalse();
            assertThat(rig.takedown.calls()).isEmpty();
        }

        @Test
        void whenTheCapIsLoweredThenALaterRefreshEndsNothing() {
            rig.store.pass(1);
            assertThat(cap.apply(rig.granted(token(one), policy("max-families-per-user", 1))))
                    .isEmpty();
            assertThat(row("two").revoked()).isFalse();
        }

        @Test
        void whenThePolicyHasNoCapThenNobodyIsCounted() {
            assertThat(open("three", Rig.DEFAULT)).isEmpty();
            assertThat(row("one").revoked()).isFalse();
        }

        @Test
        void whenTheFirstRefreshKeepsTheTokenThenItCountsAsWell() {
            Policy interval = policy("max-families-per-user", 2, "rotation-interval-seconds", 60);
            assertThat(open("three", interval)).isPresent();
            assertThat(row("three").generation()).isZero();
            assertThat(row("one").revoked()).isTrue();
        }

        @Test
        void whenOneIsAtTheEndOfItsLifetimeThenItDoesNotCount() {
            rig.store.pass(100);
            assertThat(open("three", policy("max-families-per-user", 1, "inactivity-lifetime-seconds", 100)))
                    .isEmpty();
            assertThat(open("four", policy("max-families-per-user", 1, "absolute-lifetime-seconds", 50)))
                    .hasValueSatisfying(capped ->
                            assertThat(capped.ended()).extracting(Family::id).containsExactly("three"));
            assertThat(row("one").revoked()).isFalse();
        }

        @Test
        void whenAccessTokensCannotBeEndedThenAPersonIsToldAndTheFamilyHasEnded() {
            rig.takedown.fail();
            assertThat(open("three", TWO))
                    .hasValueSatisfying(capped -> assertThat(capped.ended()).hasSize(1));
            assertThat(rig.takedown.incomplete()).hasSize(1);
        }

        @Test
        void whenTheStoreFailsThenTheRefreshIsGrantedAndTheFailureTold() {
            rig.store.pass(1);
            Granted three = rig.granted(rig.login("three", OWNER), TWO);
            rig.store.mishaps().startOutage();
            assertThat(cap.apply(three)).hasValueSatisfying(capped -> {
                assertThat(capped.failure()).isNotNull();
                assertThat(capped.ended()).isEqualTo(List.of());
            });
            rig.store.mishaps().endOutage();
            assertThat(row("one").revoked()).isFalse();
            assertThat(open("four", TWO))
                    .as("corrected by the next one")
                    .hasValueSatisfying(capped ->
                            assertThat(capped.ended()).extracting(Family::id).containsExactlyInAnyOrder("one", "two"));
        }
    }

    /** Logins, refreshes and time in any order: there are never more than allowed, and whoever was used last goes on. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void givenAnyOrderOfLoginsAndRefreshesThenThoseUsedLastAreLeft(long seed) {
        Random random = new Random(seed);
        int most = 1 + random.nextInt(4);
        Policy policy = policy("max-families-per-user", most);
        LinkedHashMap<String, Granted> byLastUse = new LinkedHashMap<>();
        for (int step = 0; step < 200; step++) {
            rig.store.pass(1 + random.nextInt(60));
            boolean login = byLastUse.isEmpty() || random.nextInt(3) == 0;
            String id =
                    login ? "family-" + step : List.copyOf(byLastUse.keySet()).get(random.nextInt(byLastUse.size()));
            Granted used = byLastUse.remove(id);
            Granted granted = rig.granted(used == null ? rig.login(id, OWNER) : token(used), policy);
            List<String> ended = cap.apply(granted).stream()
                    .flatMap(capped -> capped.ended().stream())
                    .map(Family::id)
                    .toList();
            boolean tooMany = byLastUse.size() == most;
            assertThat(ended)
                    .isEqualTo(tooMany ? List.of(byLastUse.keySet().iterator().next()) : List.of());
            byLastUse.keySet().removeAll(ended);
            byLastUse.put(id, granted);
        }
        assertThat(byLastUse.keySet())
                .allSatisfy(id -> assertThat(row(id).revoked()).isFalse());
    }
}
