package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.incident.ReuseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a store promises about advance, retry and undo, each of which depends on the row being as the caller saw it. */
public abstract class FamilyStoreChanges extends FamilyStoreSelections {

    @Test
    void whenAFamilyAdvancesThenAllOfTheNewStateIsStored() {
        Family family = inserted();
        Family next = rotated(family);
        assertThat(store().advance(family, next)).isTrue();
        assertStored(next);

        long now = now();
        Family caughtUp = next.advanced(
                        9,
                        new Head("jti", now - 3, null, now),
                        GraceTerms.NONE,
                        now,
                        new Origin("2001:db8::2", null),
                        new AccessToken("other", now + 60))
                .caughtUp();
        assertThat(store().advance(next, caughtUp)).isTrue();
        assertStored(caughtUp);
    }

    @Test
    void givenRotationsThatFollowEachOtherThenWhatTheyLeaveOfGraceIsStored() {
        Family first = inserted();
        Family second = rotated(first);
        assertThat(store().advance(first, second)).isTrue();
        assertThat(retry(second, 0, "access")).isTrue();
        Family seen = Objects.requireNonNull(row(second));

        Family third = rotated(seen);
        assertThat(third.lineage().superseded(0))
                .contains(new Superseded(second.head().since(), second.grace().terms(), 1));
        assertThat(store().advance(seen, third)).isTrue();
        assertStored(third);

        assertThat(store().undo(seen, third)).isTrue();
        assertStored(seen);
        assertThat(store().advance(seen, third)).isTrue();
        assertThat(retry(third, 0, "another")).isTrue();
        Family retried = Objects.requireNonNull(row(third));
        assertThat(retried.grace().burst()).isEqualTo(third.grace().burst());

        Family switched = rotated(retried).supersededBySwitch();
        assertThat(store().advance(retried, switched)).isTrue();
        assertStored(switched);
        assertThat(switched.lineage().superseded(0)).isEmpty();
    }

    @Test
    void whenAFamilyAdvancesThenTheNodeRemembersItAndTheTime() {
        Family family = inserted();
        long before = now();
        Family next = rotated(family);
        assertThat(store().advance(family, next)).isTrue();
        Reading recalled = store().recall(family.owner(), family.id()).orElseThrow();
        assertThat(recalled.family()).isEqualTo(next);
        assertThat(recalled.now()).isBetween(before, now());
    }

    @Test
    void givenAnAdvanceThatFailsThenTheNodeDoesNotRememberIt() {
        Family family = inserted();
        assertThat(store().advance(rotated(family), rotated(rotated(family)))).isFalse();
        assertThat(store().recall(family.owner(), family.id())).isEmpty();
    }

    @Test
    void givenACallerWhoSawAnotherRowThenItIsNotUnchanged() {
        Family family = inserted();
        assertThat(store().unchanged(family)).isTrue();
        for (Family stale : staleViewsOf(family)) {
            assertThat(store().unchanged(stale)).isFalse();
        }
        assertThat(revoke(family, RevocationReason.ADMIN)).isTrue();
        assertThat(store().unchanged(family)).isFalse();
        assertStored(family.revokedBecause(RevocationReason.ADMIN));
    }

    @Test
    void givenARowKeptLongerWhenItAdvancesThenItIsNotKeptShorter() {
        Family family = inserted();
        Retention longer = new Retention(family.retention().until() + 36_000, true);
        assertThat(store().retain(family, longer, 0)).isTrue();
        Family next = rotated(family);

        assertThat(store().advance(family, next)).isTrue();

        assertStored(kept(next, longer));
    }

    @Test
    void givenACallerWhoSawAnotherRowThenTheFamilyDoesNotAdvance() {
        Family family = inserted();

        for (Family stale : staleViewsOf(family)) {
            assertThat(store().advance(stale, rotated(stale))).isFalse();
        }
        assertStored(family);

        Family winner = rotated(family);
        assertThat(store().advance(family, winner)).isTrue();
        assertThat(store().advance(family, rotated(family))).isFalse();
        assertStored(winner);

        assertThat(retry(winner, 0, "access")).isTrue();
        assertThat(store().advance(winner, rotated(winner)))
                .as("somebody was answered from it meanwhile")
                .isFalse();
    }

    @Test
    void givenAChangeThatWasDecidedTooLongAgoThenItIsNotWritten() {
        Family late = family("late-" + UUID.randomUUID(), owner(), now() - 10);
        assertThat(store().insert(late)).isFalse();
        assertThat(row(late)).isNull();

        Family family = inserted();
        assertThat(store().advance(family, rotated(family, now() - 10))).isFalse();
        assertStored(family);
        assertThat(store().advance(family, rotated(family, now() + 30)))
                .as("decided before the clock stepped back")
                .isTrue();
    }

    @Test
    void whenAFamilyIsSparedThenOnceForAllOfItsLife() {
        Family first = inserted();
        Family family = rotated(first);
        assertThat(store().advance(first, family)).isTrue();
        long until = now() + 7;

        assertThat(store().spare(family, until)).isTrue();
        assertThat(store().spare(family, until + 60)).isFalse();
        assertStored(family.sparedUntil(until));

        Family next = rotated(family);
        assertThat(store().advance(family, next)).as("from before the mark").isTrue();
        assertStored(next.sparedUntil(until));
        assertThat(store().undo(family, next)).isTrue();
        assertStored(family.sparedUntil(until));
        assertThat(retry(family, 0, "access")).isTrue();
        store().revoke(family.owner(), family.id(), RevocationReason.REUSE);
        assertThat(Objects.requireNonNull(row(family)).sparedUntil()).isEqualTo(until);
    }

    @Test
    void givenARevokedOrAMissingFamilyThenItIsNotSpared() {
        Family family = inserted();
        store().revoke(family.owner(), family.id(), RevocationReason.ADMIN);
        assertThat(store().spare(family, now() + 7)).isFalse();
        assertStored(family.revokedBecause(RevocationReason.ADMIN));
        assertThat(store().spare(family(owner()), now() + 7)).isFalse();
    }

    @Test
    void givenAChangeThatGivesNothingThenItIsWrittenHoweverLate() {
        Family family = inserted();
        Family next = rotated(family, now() - 10).supersededBySwitch();
        for (Family stale : staleViewsOf(family)) {
            assertThat(store().close(stale, next)).isFalse();
        }
        assertThat(store().close(family, next)).isTrue();
        assertStored(next);
        assertThat(store().close(next, next.refusingPredecessor())).isTrue();
        assertStored(next.refusingPredecessor());
        Family overtaken = next.refusingPredecessor().overtaken(7, now() + 600);
        assertThat(store().close(next, overtaken)).isTrue();
        assertStored(overtaken);
        assertThat(store().revoke(family.owner(), family.id(), RevocationReason.ADMIN))
                .isPresent();
        assertThat(store().close(overtaken, overtaken.overtaken(8, now() + 600)))
                .isFalse();
    }

    @Test
    void givenADeadlineThatHasPassedThenNoRetryIsAnswered() {
        Family family = inserted();
        long now = now();
        AccessToken access = new AccessToken("access", now + 60);

        assertThat(store().retry(family, new GraceTerms(now, 0, false), new TokenUse(now - 1, "192.0.2.1"), access))
                .isFalse();
        assertStored(family);
    }

    @Test
    void givenARevokedFamilyThenItCannotAdvanceBeRetriedOrTakenBack() {
        Family first = inserted();
        Family family = rotated(first);
        assertThat(store().advance(first, family)).isTrue();
        revoke(family, RevocationReason.REUSE);

        assertThat(store().advance(family, rotated(family))).isFalse();
        assertThat(retry(family, 0, "access")).isFalse();
        assertThat(store().undo(first, family)).isFalse();
        assertThat(store().undo(null, family)).isFalse();

        assertStored(family.revokedBecause(RevocationReason.REUSE));
    }

    @Test
    void whenThePredecessorIsAnsweredThenTheRetryIsRecorded() {
        Family first = inserted();
        Family family = rotated(first);
        assertThat(store().advance(first, family)).isTrue();
        TokenUse use = new TokenUse(now(), "203.0.113.9");
        AccessToken one = new AccessToken("one", use.at() + 60);
        AccessToken two = new AccessToken("two", use.at() + 60);

        assertThat(store().retry(family, family.grace().terms(), use, one)).isTrue();
        assertThat(store().retry(family, family.grace().terms(), use, two))
                .as("others that were answered meanwhile are no obstacle")
                .isTrue();

        assertStored(family.retried(use, one).retried(use, two));
    }

    @Test
    void givenMoreRetriesThanFitThenNoAccessTokenIsLeftOut() {
        Family family = inserted();
        List<AccessToken> given = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            AccessToken token = new AccessToken(
                    "trrtcc:" + UUID.randomUUID(), family.lastUse().at() + 300);
            given.add(token);
            assertThat(retry(family, 0, token.tokenId())).isTrue();
            assertAllTakenDown(given, family);
        }
        assertThat(Objects.requireNonNull(row(family)).accessTokens().tokens())
                .last()
                .isEqualTo(given.get(given.size() - 1));
    }

    @Test
    void givenMoreRotationsThanFitThenNoAccessTokenIsLeftOut() {
        Family family = inserted();
        List<AccessToken> given = new ArrayList<>();
        for (int i = 0; i < AccessTokens.LIMIT + 10; i++) {
            Family next = rotated(family);
            given.add(next.accessTokens()
                    .tokens()
                    .get(next.accessTokens().tokens().size() - 1));
            assertThat(store().advance(family, next)).isTrue();
            family = next;
            assertAllTakenDown(given, family);
        }
    }

    @Test
    void givenNamelessAccessTokensThenNeitherAdvanceNorUndoForgetsThem() {
        Family before = inserted();
        assertThat(store().retain(before, before.retention(), now() + 900)).isTrue();
        long until = unnamedUntil(before);
        Family after = rotated(before);
        assertThat(store().advance(before, after)).isTrue();
        assertThat(unnamedUntil(before)).isEqualTo(until);
        assertThat(store().undo(before, after)).isTrue();
        assertThat(unnamedUntil(before)).isEqualTo(until);
    }

    private long unnamedUntil(Family family) {
        return Objects.requireNonNull(row(family)).accessTokens().unnamedUntil();
    }

    /** Each by its name, or by what ends those without. */
    private void assertAllTakenDown(List<AccessToken> given, Family family) {
        AccessTokens known = Objects.requireNonNull(row(family)).accessTokens();
        assertThat(given).allMatch(t -> known.tokens().contains(t) || known.coversUnnamed(t.expiresAt()));
    }

    @Test
    void givenAccessTokenIdsThatFillTheRowThenRetriesAreRecorded() {
        Family family = inserted();
        List<AccessToken> given = new ArrayList<>();
        for (int length : new int[] {300, 1_900, 1_980, 3_000, 43}) {
            given.add(new AccessToken("x".repeat(length), family.lastUse().at() + 300));
            assertThat(retry(family, 0, "x".repeat(length))).isTrue();
            assertAllTakenDown(given, family);
        }
        Family after = Objects.requireNonNull(row(family));
        assertThat(after.grace().retries()).isEqualTo(5);
        assertThat(after.accessTokens().tokens())
                .extracting(AccessToken::tokenId)
                .contains("x".repeat(43));
    }

    @Test
    void givenALimitOfRetriesThenItHoldsHoweverFewTheCallerSaw() {
        Family family = inserted();
        assertThat(retry(family, 2, "one")).isTrue();
        assertThat(retry(family, 2, "two")).isTrue();
        Family full = Objects.requireNonNull(row(family));

        assertThat(retry(family, 2, "three")).isFalse();
        assertThat(retry(family, 1, "three")).isFalse();
        assertStored(full);
        assertThat(retry(family, 3, "three")).isTrue();
    }

    @Test
    void givenAnotherGenerationOrHeadWasSeenThenNoRetryIsAnswered() {
        Family family = inserted();
        String head = family.head().tokenId();

        assertThat(retry(seenWith(family, 1, head, 0), 0, "access")).isFalse();
        assertThat(retry(seenWith(family, 0, "other", 0), 0, "access")).isFalse();
        assertStored(family);

        Family next = rotated(family);
        store().advance(family, next);
        assertThat(retry(family, 0, "access")).isFalse();
        assertStored(next);
    }

    @Test
    void whenAnAdvanceIsTakenBackThenAllButTheRetentionIsAsBefore() {
        Family family = inserted();
        assertThat(retry(family, 0, "access")).isTrue();
        Family before = Objects.requireNonNull(row(family));
        Family after = kept(rotated(before), new Retention(before.retention().until() + 3600, true));
        assertThat(store().advance(before, after)).isTrue();

        assertThat(store().undo(before, after)).isTrue();

        assertStored(kept(before, after.retention()));
        assertThat(store().undo(before, after)).isFalse();
    }

    @Test
    void whenAFirstRowIsTakenBackThenItIsGoneButItsIncidentsStay() {
        Family first = inserted();
        observe(first, ReuseKind.STALE_LINEAGE);

        assertThat(store().undo(null, first)).isTrue();

        assertThat(row(first)).isNull();
        assertThat(store().insert(first)).isTrue();
        assertThat(observe(first, ReuseKind.STALE_LINEAGE)).isFalse();
    }

    @Test
    void givenSomebodyWasAnsweredFromTheNewHeadThenItIsNotTakenBack() {
        Family before = inserted();
        Family after = rotated(before);
        store().advance(before, after);
        for (Family stale : staleViewsOf(after)) {
            assertThat(store().undo(before, stale)).isFalse();
            assertThat(store().undo(null, stale)).isFalse();
        }
        assertStored(after);

        Family next = rotated(after);
        store().advance(after, next);
        assertThat(store().undo(before, after)).as("rotated").isFalse();
        assertThat(store().undo(null, after)).as("rotated").isFalse();
        assertStored(next);

        retry(next, 0, "access");
        assertThat(store().undo(after, next)).as("retried").isFalse();
        assertThat(store().undo(null, next)).as("retried").isFalse();
        assertThat(row(next)).isNotNull();
    }

    @Test
    void whenARetryIsTakenBackThenItCountsNoMore() {
        Family first = inserted();
        Family family = rotated(first);
        assertThat(store().advance(first, family)).isTrue();
        assertThat(retry(family, 0, "one")).isTrue();
        assertThat(retry(family, 0, "two")).isTrue();

        assertThat(store().undoRetry(family)).isTrue();
        assertGrace(family, 1, family.grace().streak() + 1);
        assertThat(store().undoRetry(family)).isTrue();
        assertGrace(family, 0, family.grace().streak());
        assertThat(store().undoRetry(family)).as("there is none left").isFalse();
        assertGrace(family, 0, family.grace().streak());

        assertThat(retry(family, 1, "three")).isTrue();
        assertThat(retry(family, 1, "four")).isFalse();
    }

    private void assertGrace(Family family, int retries, int streak) {
        Grace grace = Objects.requireNonNull(row(family)).grace();
        assertThat(grace.retries()).isEqualTo(retries);
        assertThat(grace.streak()).isEqualTo(streak);
    }

    @Test
    void givenAnotherHeadOrARevocationThenNoRetryIsTakenBack() {
        Family family = inserted();
        assertThat(retry(family, 0, "access")).isTrue();
        String head = family.head().tokenId();
        assertThat(store().undoRetry(seenWith(family, 1, head, 0))).isFalse();
        assertThat(store().undoRetry(seenWith(family, 0, "other", 0))).isFalse();
        store().revoke(family.owner(), family.id(), RevocationReason.REUSE);
        assertThat(store().undoRetry(family)).isFalse();
        assertThat(Objects.requireNonNull(row(family)).grace().retries()).isEqualTo(1);
    }

    /** Wrong in one thing each. The head's id is told apart exactly, as other ids are. */
    private static List<Family> staleViewsOf(Family family) {
        int generation = family.generation();
        String head = family.head().tokenId();
        return List.of(
                seenWith(family, generation + 1, head, 0),
                seenWith(family, generation - 1, head, 0),
                seenWith(family, generation, "other", 0),
                seenWith(family, generation, head.toUpperCase(Locale.ROOT), 0),
                seenWith(family, generation, head + " ", 0),
                seenWith(family, generation, head, 1));
    }
}
