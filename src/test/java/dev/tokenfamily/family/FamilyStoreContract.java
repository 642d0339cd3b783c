package dev.tokenfamily.family;

import static dev.tokenfamily.family.Callers.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.incident.ReuseKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link FamilyStore} promises: what the superclasses say of one caller, and here that of many callers
 * exactly one succeeds, that whoever loses loses wholly, and that no call fails for being one of many.
 */
public abstract class FamilyStoreContract extends FamilyStoreCaps {

    private static final int CALLERS = 64;

    /** How many families each race is run for. */
    protected abstract int families();

    @Test
    void givenManyCallersWhenTheyAdvanceThenExactlyOneDoes() {
        forFamilies(family -> {
            long now = now(); // asked once: a store refuses what was decided long ago
            List<Family> next = each(() -> rotated(family, now));
            List<Boolean> advanced = atOnce(CALLERS, i -> store().advance(family, next.get(i)));
            assertThat(advanced).containsOnlyOnce(true);
            assertStored(next.get(advanced.indexOf(true)));
        });
    }

    @Test
    void givenManyCallersAndFamiliesThenExactlyOneAdvancesEach() {
        List<Family> families =
                Stream.generate(this::inserted).limit(4L * families()).toList();

        List<List<String>> advanced = atOnce(CALLERS, i -> shuffled(families, i)
                .filter(family -> store().advance(family, rotated(family)))
                .map(Family::id)
                .toList());

        assertThat(advanced.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        families.stream().map(Family::id).toList());
    }

    @Test
    void givenManyCallersWhenTheyInsertAFirstRowThenExactlyOneDoes() {
        repeat(() -> {
            String id = UUID.randomUUID().toString();
            long now = now();
            List<Family> first = each(() -> family(id, owner(), now));
            List<Boolean> inserted = atOnce(
                    CALLERS, i -> i % 8 == 0 ? store().insertRevoked(first.get(i)) : store().insert(first.get(i)));
            assertThat(inserted).containsOnlyOnce(true);
            assertStored(first.get(inserted.indexOf(true)));
        });
    }

    @Test
    void givenALimitOfRetriesThenThatManyAreAnsweredAndRecorded() {
        forFamilies(family -> {
            List<Boolean> answered = atOnce(CALLERS, i -> retry(family, 5, "access-" + i));
            assertThat(answered).filteredOn(yes -> yes).hasSize(5);
            Family after = Objects.requireNonNull(row(family));
            assertThat(after.grace().retries()).isEqualTo(5);
            assertThat(after.grace().streak()).isEqualTo(1);
            assertThat(after.accessTokens().tokens())
                    .extracting(AccessToken::tokenId)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, CALLERS)
                            .filter(answered::get)
                            .mapToObj(i -> "access-" + i)
                            .toList());
        });
    }

    @Test
    void givenNoLimitThenAllRetriesAreAnsweredAndCounted() {
        Family family = inserted();
        assertThat(atOnce(CALLERS, i -> retry(family, 0, "access-" + i))).containsOnly(true);
        assertThat(Objects.requireNonNull(row(family)).grace().retries()).isEqualTo(CALLERS);
    }

    @Test
    void givenManyCallersWhenTheySpareThenExactlyOneMarks() {
        forFamilies(family -> {
            long now = now();
            List<Boolean> marked = atOnce(CALLERS, i -> store().spare(family, now + i));
            assertThat(marked).containsOnlyOnce(true);
            assertStored(family.sparedUntil(now + marked.indexOf(true)));
        });
    }

    @Test
    void givenManyCallersWhenTheyObserveThenExactlyOneIsFirstOfAKind() {
        forFamilies(family -> {
            List<Boolean> first = atOnce(CALLERS, i -> observe(family, kindOf(i)));
            for (ReuseKind kind : ReuseKind.values()) {
                assertThat(IntStream.range(0, CALLERS)
                                .filter(i -> kindOf(i) == kind && first.get(i))
                                .boxed())
                        .hasSize(1);
            }
        });
    }

    private static ReuseKind kindOf(int caller) {
        return caller % 2 == 0 ? ReuseKind.RECENT_PREDECESSOR : ReuseKind.STALE_LINEAGE;
    }

    @Test
    void givenManyCallersWhenTheyRevokeThenExactlyOneGivesTheReason() {
        RevocationReason[] reasons = RevocationReason.values();
        forFamilies(family -> {
            List<Boolean> revoked = atOnce(CALLERS, i -> revoke(family, reasons[i % reasons.length]));
            assertThat(revoked).containsOnlyOnce(true);
            assertStored(family.revokedBecause(reasons[revoked.indexOf(true) % reasons.length]));
        });
    }

    @Test
    void givenManyCallersWhenTheyRevokeForAReuseThenExactlyOneDoes() {
        forFamilies(family -> {
            List<Boolean> revoked = atOnce(CALLERS, i -> revokeFor(family, kindOf(i)));
            assertThat(revoked).containsOnlyOnce(true);
            assertStored(family.revokedBecause(RevocationReason.REUSE));
        });
    }

    @Test
    void givenARevocationAmongAdvancesThenTheFamilyEndsThere() {
        forFamilies(family -> {
            AtomicBoolean revoked = new AtomicBoolean();
            List<Integer> advances = atOnce(CALLERS, i -> {
                if (i == CALLERS / 2) {
                    revoked.set(revoke(family, RevocationReason.REUSE));
                    return 0;
                }
                return advancesUntil(revoked, family);
            });
            Family last = Objects.requireNonNull(row(family));
            assertThat(revoked).isTrue();
            assertThat(last.revocation()).isEqualTo(RevocationReason.REUSE);
            assertThat(last.generation())
                    .isEqualTo(advances.stream().mapToInt(Integer::intValue).sum());
        });
    }

    /** How often this caller advances the family before it is revoked; fails if it does afterwards. */
    private int advancesUntil(AtomicBoolean revoked, Family family) {
        int advances = 0;
        boolean over;
        do {
            over = revoked.get();
            Family current = Objects.requireNonNull(row(family));
            boolean advanced = store().advance(current, rotated(seenActive(current)));
            assertThat(advanced && over).as("advanced after the revocation").isFalse();
            advances += advanced ? 1 : 0;
        } while (!over);
        return advances;
    }

    /** Whoever minted one of them was told that it counts: it must be taken down. */
    @Test
    void givenUsesUntilTheRevocationThenItGivesAllTheirTokens() {
        forFamilies(family -> {
            List<AccessToken> given = Collections.synchronizedList(new ArrayList<>());
            List<Optional<Family>> revoked = atOnce(8, i -> {
                Optional<Family> taken =
                        i == 0 ? store().revoke(family.owner(), family.id(), RevocationReason.ADMIN) : Optional.empty();
                Family seen = Objects.requireNonNull(row(family));
                for (int n = 0; i > 0 && n < 6 && !seen.revoked(); n++) {
                    AccessToken token = new AccessToken("token-" + i + "-" + n, now() + 300);
                    if (i % 2 == 0 ? rotates(seen, token) : answers(seen, token)) {
                        given.add(token);
                    }
                    seen = Objects.requireNonNull(row(family));
                }
                return taken;
            });
            Family taken =
                    revoked.stream().flatMap(Optional::stream).findFirst().orElseThrow();
            assertThat(given)
                    .allMatch(t -> taken.accessTokens().tokens().contains(t)
                            || taken.accessTokens().coversUnnamed(t.expiresAt()));
        });
    }

    private boolean rotates(Family seen, AccessToken token) {
        long now = now();
        Head head = new Head("head-" + UUID.randomUUID(), now, now + 1800, now);
        return store().advance(
                        seen,
                        seen.advanced(
                                seen.generation() + 1,
                                head,
                                terms(now, 0),
                                now,
                                new Origin("198.51.100.7", null),
                                token));
    }

    private boolean answers(Family seen, AccessToken token) {
        long now = now();
        return store().retry(seen, terms(now, 0), new TokenUse(now, "203.0.113.9"), token);
    }

    @Test
    void givenAnAdvanceTakenBackWhileOthersRetryThenEitherItOrThey() {
        forFamilies(before -> {
            Family after = rotated(before);
            assertThat(store().advance(before, after)).isTrue();
            List<Boolean> done =
                    atOnce(CALLERS, i -> undoes(i) ? store().undo(before, after) : retry(after, 0, "access-" + i));
            assertEitherUndoneOrNot(done);
        });
    }

    @Test
    void givenAFirstRowTakenBackWhileOthersRetryThenEitherItOrThey() {
        forFamilies(first -> {
            List<Boolean> done =
                    atOnce(CALLERS, i -> undoes(i) ? store().undo(null, first) : retry(first, 0, "access-" + i));
            assertEitherUndoneOrNot(done);
        });
    }

    private static boolean undoes(int caller) {
        return caller % 2 == 0;
    }

    private static void assertEitherUndoneOrNot(List<Boolean> done) {
        long undone = IntStream.range(0, CALLERS)
                .filter(i -> undoes(i) && done.get(i))
                .count();
        long answered = IntStream.range(0, CALLERS)
                .filter(i -> !undoes(i) && done.get(i))
                .count();
        assertThat(List.of(undone, answered)).isIn(List.of(1L, 0L), List.of(0L, CALLERS / 2L));
    }

    @Test
    void givenAnAdvanceTakenBackWhileOthersAdvanceThenOneSucceeds() {
        forFamilies(before -> {
            Family after = rotated(before);
            assertThat(store().advance(before, after)).isTrue();
            assertThat(atOnce(
                            CALLERS,
                            i -> undoes(i) ? store().undo(before, after) : store().advance(after, rotated(after))))
                    .containsOnlyOnce(true);
        });
    }

    @Test
    void givenFirstRowsComeAndGoThenNobodyFailsAndTheLastOneWins() {
        repeat(() -> {
            String id = UUID.randomUUID().toString();
            long now = now();
            List<Family> first = each(() -> family(id, owner(), now));
            List<Boolean> stayed = atOnce(
                    CALLERS, i -> store().insert(first.get(i)) && (i % 2 == 0 || !store().undo(null, first.get(i))));
            assertThat(stayed).filteredOn(yes -> yes).hasSizeLessThanOrEqualTo(1);
            if (stayed.contains(true)) {
                assertStored(first.get(stayed.indexOf(true)));
            } else {
                assertThat(row(first.get(0))).isNull();
            }
        });
    }

    @Test
    void givenRevocationsAmidOtherChangesThenEachFamilyFallsOnce() {
        Owner owner = owner();
        Selection[] selections = {
            Selection.ofUser(owner.realmId(), owner.userId()),
            Selection.ofUserSession(owner.realmId(), owner.sessionId())
        };
        store().revokeAll(selections[0], RevocationReason.REUSE);
        List<Family> families =
                Stream.generate(this::inserted).limit(families()).toList();
        List<Family> late =
                Stream.generate(() -> family(owner)).limit(families()).toList();

        int revoked = atOnce(CALLERS, i -> switch (i % 4) {
                    case 0 -> store().revokeAll(selections[i / 4 % 2], RevocationReason.REUSE_ELSEWHERE);
                    case 1 ->
                        (int) shuffled(families, i)
                                .filter(f -> revoke(f, RevocationReason.REUSE))
                                .count();
                    case 2 -> {
                        // decided anew, since a row is only written within seconds of that
                        shuffled(late, i).forEach(f -> store().insert(family(f.id(), owner)));
                        yield 0;
                    }
                    default -> {
                        shuffled(families, i).forEach(f -> store().advance(f, rotated(f)));
                        yield 0;
                    }
                })
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
        revoked += store().revokeAll(selections[0], RevocationReason.REUSE);

        assertThat(revoked).isEqualTo(families.size() + late.size());
        assertThat(Stream.concat(families.stream(), late.stream()).map(this::row))
                .allMatch(f -> f != null && f.revoked());
    }

    private void forFamilies(Consumer<Family> race) {
        repeat(() -> race.accept(inserted()));
    }

    private void repeat(Runnable race) {
        for (int i = 0; i < families(); i++) {
            race.run();
        }
    }

    private static List<Family> each(Supplier<Family> family) {
        return Stream.generate(family).limit(CALLERS).toList();
    }

    private static Stream<Family> shuffled(List<Family> families, int seed) {
        List<Family> order = new ArrayList<>(families);
        Collections.shuffle(order, new Random(seed));
        return order.stream();
    }
}
