package dev.tokenfamily.family;

import static dev.tokenfamily.family.Callers.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a store promises of a user who has more families at a client than an allowance (ADR 31). */
public abstract class FamilyStoreCaps extends FamilyStoreRecoveries {

    private static final int CALLERS = 16;

    /** A user whom nothing else is about, in a session of which the same is true. */
    private Owner somebody() {
        Owner like = owner();
        return new Owner(
                like.realmId(),
                like.clientId(),
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                false);
    }

    /** Used so many seconds ago, for the first and the last time. */
    private Family used(Owner owner, long secondsAgo) {
        return stored(family(UUID.randomUUID().toString(), owner, now() - secondsAgo));
    }

    private Allowance allowance(Family opened, int families) {
        return new Allowance(opened.owner(), opened.id(), families, now(), 0, 0);
    }

    private List<Family> revokedBeyond(Allowance allowance) {
        return store().revokeBeyond(allowance, RevocationReason.CAP);
    }

    private boolean isRevoked(Family family) {
        return Objects.requireNonNull(row(family)).revoked();
    }

    private List<String> activeOf(List<Family> families) {
        return families.stream()
                .filter(family -> !isRevoked(family))
                .map(Family::id)
                .toList();
    }

    @Test
    void givenMoreThanAllowedThenThoseEndThatWereUnusedForTheLongestTime() {
        Owner owner = somebody();
        Family oldest = used(owner, 400);
        Family older = used(owner, 300);
        Family used = used(owner, 500);
        Family again = rotated(used);
        assertThat(store().advance(used, again)).isTrue();
        Family opened = used(owner, 0);

        assertThat(store().countBeyond(allowance(opened, 2))).isEqualTo(2);
        assertThat(revokedBeyond(allowance(opened, 2)))
                .as("as they were revoked")
                .containsExactlyInAnyOrder(
                        oldest.revokedBecause(RevocationReason.CAP), older.revokedBecause(RevocationReason.CAP));
        assertStored(oldest.revokedBecause(RevocationReason.CAP));
        assertStored(older.revokedBecause(RevocationReason.CAP));
        assertStored(again);
        assertStored(opened);
        assertThat(store().countBeyond(allowance(opened, 2))).isZero();
        assertThat(revokedBeyond(allowance(opened, 2))).isEmpty();
    }

    @Test
    void givenTwoOfTheSameSecondThenTheOneThatWasBegunLaterStays() {
        Owner owner = somebody();
        long now = now();
        Family first = stored(used(owner, now - 5_000, now - 9));
        Family later = stored(used(owner, now - 4_999, now - 9));
        Family opened = used(owner, 0);
        assertThat(revokedBeyond(allowance(opened, 2))).extracting(Family::id).containsExactly(first.id());
        assertThat(isRevoked(later)).isFalse();
    }

    private static Family used(Owner owner, long start, long at) {
        return Family.opened(
                UUID.randomUUID().toString(),
                owner,
                start,
                0,
                new Head("head", at, at + 9_000, at),
                GraceTerms.NONE,
                at,
                new Origin("192.0.2.1", null),
                AccessTokens.NONE);
    }

    @Test
    void givenTheAccessTokensOfOneThatEndsThenItNamesThem() {
        Owner owner = somebody();
        Family first = used(owner, 9);
        assertThat(retry(first, 0, "late-access")).isTrue();
        assertThat(revokedBeyond(allowance(used(owner, 0), 1))).singleElement().satisfies(ended -> assertThat(
                        ended.accessTokens().tokens())
                .extracting(AccessToken::tokenId)
                .containsExactly("late-access"));
    }

    @Test
    void givenAsManyAsAllowedThenNothingEnds() {
        Owner owner = somebody();
        Family first = used(owner, 9);
        Family opened = used(owner, 0);
        assertThat(store().countBeyond(allowance(opened, 2))).isZero();
        assertThat(revokedBeyond(allowance(opened, 2))).isEmpty();
        assertStored(first);
    }

    @Test
    void givenFamiliesThatAreDeadThenTheyNeitherCountNorEnd() {
        Owner owner = somebody();
        long now = now();
        Family revoked =
                stored(family(UUID.randomUUID().toString(), owner, now).revokedBecause(RevocationReason.ADMIN));
        Family expired = stored(used(owner, now - 20_000, now - 10_000));
        Family tooOld = stored(used(owner, now - 7_200, now - 20));
        Family idle = stored(used(owner, now - 3_000, now - 2_000));
        Family live = stored(used(owner, now - 3_000, now - 1_000));
        Family opened = used(owner, 0);
        Allowance two = new Allowance(owner, opened.id(), 2, now, now - 7_200, now - 2_000);

        assertThat(store().countBeyond(two)).isZero();
        assertThat(revokedBeyond(two)).isEmpty();
        assertThat(activeOf(List.of(revoked, expired, tooOld, idle, live)))
                .containsExactly(expired.id(), tooOld.id(), idle.id(), live.id());
        assertThat(revokedBeyond(new Allowance(owner, opened.id(), 1, now, now - 7_200, now - 2_000)))
                .extracting(Family::id)
                .containsExactly(live.id());
    }

    /** Of a session that nobody has: a day after its last use, a purge may come first. */
    @Test
    void givenAFamilyWhoseTokensNeverExpireThenItCountsAndEnds() {
        Owner owner = somebody();
        long now = now();
        long lastUse = now - 80_000;
        Family endless = stored(Family.opened(
                UUID.randomUUID().toString(),
                owner,
                now - 90_000_000,
                0,
                new Head("head", lastUse, null, lastUse),
                GraceTerms.NONE,
                lastUse,
                new Origin("192.0.2.1", null),
                AccessTokens.NONE));
        assertThat(revokedBeyond(allowance(used(owner, 0), 1)))
                .extracting(Family::id)
                .containsExactly(endless.id());
    }

    @Test
    void givenFamiliesOfOthersThenTheyNeitherCountNorEnd() {
        Owner owner = somebody();
        Family opened = used(owner, 0);
        List<Family> others = Stream.of(
                        new Owner("another-realm", owner.clientId(), owner.userId(), "session", false),
                        new Owner(owner.realmId(), "another-client", owner.userId(), "session", false),
                        new Owner(owner.realmId(), owner.clientId(), owner.userId() + "x", "session", false))
                .map(other -> used(other, 9))
                .toList();
        assertThat(revokedBeyond(allowance(opened, 1))).isEmpty();
        assertThat(activeOf(others)).hasSize(3);
        Family offline = used(new Owner(owner.realmId(), owner.clientId(), owner.userId(), "session", true), 9);
        assertThat(revokedBeyond(allowance(opened, 1)))
                .as("those of another session are of the same user")
                .extracting(Family::id)
                .containsExactly(offline.id());
    }

    @Test
    void givenTheOneThatIsOpenedThenItNeverEndsEvenIfOthersWereUsedLater() {
        Owner owner = somebody();
        Family opened = used(owner, 9);
        Family other = used(owner, 0);
        assertThat(store().countBeyond(allowance(opened, 1))).isZero();
        assertThat(revokedBeyond(allowance(opened, 1))).isEmpty();
        assertStored(opened);
        assertStored(other);
    }

    @Test
    void givenVeryManyThenNoMoreEndAtOnceThanARequestCanWaitFor() {
        Owner owner = somebody();
        IntStream.range(0, Allowance.MOST_AT_ONCE + 5).forEach(i -> used(owner, 100 + i));
        Family opened = used(owner, 0);
        assertThat(store().countBeyond(allowance(opened, 1))).isEqualTo(Allowance.MOST_AT_ONCE);
        assertThat(revokedBeyond(allowance(opened, 1))).hasSize(Allowance.MOST_AT_ONCE);
        assertThat(revokedBeyond(allowance(opened, 1))).as("the next time").hasSize(5);
    }

    @Test
    void givenManyWhoOpenFamiliesAtOnceThenNoMoreEndThanHaveToAndEachEndsOnce() {
        Owner owner = somebody();
        List<Family> before =
                IntStream.range(0, 8).mapToObj(i -> used(owner, 1_000 + i)).toList();
        long now = now(); // asked once: a store refuses what was decided long ago
        List<Family> opened = Stream.generate(() -> family(UUID.randomUUID().toString(), owner, now))
                .limit(CALLERS)
                .toList();

        List<List<Family>> ended = atOnce(CALLERS, i -> {
            assertThat(store().insert(opened.get(i))).isTrue();
            return revokedBeyond(allowance(opened.get(i), CALLERS + 4));
        });

        assertThat(ended.stream().flatMap(List::stream).map(Family::id))
                .doesNotHaveDuplicates()
                .isSubsetOf(before.stream().map(Family::id).toList());
        assertThat(activeOf(before)).as("at least").hasSizeGreaterThanOrEqualTo(4);
        assertThat(revokedBeyond(allowance(opened.get(0), CALLERS + 4)))
                .as("the last one has seen them all")
                .isEmpty();
        assertThat(activeOf(before)).hasSize(4);
        assertThat(activeOf(opened)).hasSize(CALLERS);
    }
}
