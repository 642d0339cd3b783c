package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.FamilyStore.Reading;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
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
    void whenAFamilyAdvancesThenTheNodeRemembersItAndTheTime() {
        Family family = inserted();
        long before = now();
        Family next = rotated(family);
        assertThat(store().advance(family, next)).isTrue();
        Reading recalled = store().recall(family.id()).orElseThrow();
        assertThat(recalled.family()).isEqualTo(next);
        assertThat(recalled.now()).isBetween(before, now());
    }

    @Test
    void givenAnAdvanceThatFailsThenTheNodeDoesNotRememberIt() {
        Family family = inserted();
        assertThat(store().advance(rotated(family), rotated(rotated(family)))).isFalse();
        assertThat(store().recall(family.id())).isEmpty();
    }

    @Test
    void givenACallerWhoSawAnotherRowThenItIsNotUnchanged() {
        Family family = inserted();
        assertThat(store().unchanged(family)).isTrue();
        for (Family stale : staleViewsOf(family)) {
            assertThat(store().unchanged(stale)).isFalse();
        }
        assertThat(store().revoke(family.id(), RevocationReason.ADMIN)).isTrue();
        assertThat(store().unchanged(family)).isFalse();
        assertStored(family.revokedBecause(RevocationReason.ADMIN));
    }

    @Test
    void givenARowKeptLongerWhenItAdvancesThenItIsNotKeptShorter() {
        Family family = inserted();
        Retention longer = new Retention(family.retention().until() + 36_000, true);
        store().retain(family.id(), longer);
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
    void givenAChangeThatGivesNothingThenItIsWrittenHoweverLate() {
        Family family = inserted();
        Family next = rotated(family, now() - 10).bySwitch();
        for (Family stale : staleViewsOf(family)) {
            assertThat(store().close(stale, next)).isFalse();
        }
        assertThat(store().close(family, next)).isTrue();
        assertStored(next);
        assertThat(store().close(next, next.refusingPredecessor())).isTrue();
        assertStored(next.refusingPredecessor());
        Family overtaken = next.refusingPredecessor().overtaken(7);
        assertThat(store().close(next, overtaken)).isTrue();
        assertStored(overtaken);
        assertThat(store().revoke(family.id(), RevocationReason.ADMIN)).isTrue();
        assertThat(store().close(overtaken, overtaken.overtaken(8))).isFalse();
    }

    @Test
    void givenADeadlineThatHasPassedThenNoRetryIsAnswered() {
        Family family = inserted();
        long now = now();
        AccessToken access = new AccessToken("access", now + 60);

        assertThat(store().retry(family, new GraceTerms(now, 0, false), new Use(now - 1, "192.0.2.1"), access))
                .isFalse();
        assertStored(family);
    }

    @Test
    void givenARevokedFamilyThenItCannotAdvanceBeRetriedOrTakenBack() {
        Family first = inserted();
        Family family = rotated(first);
        assertThat(store().advance(first, family)).isTrue();
        store().revoke(family.id(), RevocationReason.REUSE);

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
        Use use = new Use(now(), "203.0.113.9");
        AccessToken one = new AccessToken("one", use.at() + 60);
        AccessToken two = new AccessToken("two", use.at() + 60);

        assertThat(store().retry(family, family.grace().terms(), use, one)).isTrue();
        assertThat(store().retry(family, family.grace().terms(), use, two))
                .as("others that were answered meanwhile are no obstacle")
                .isTrue();

        assertStored(family.retried(use, one).retried(use, two));
    }

    @Test
    void givenMoreRetriesThanFitThenTheNewestAccessTokensAreKept() {
        Family family = inserted();
        List<String> all = IntStream.range(0, 60)
                .mapToObj(i -> "trrtcc:" + UUID.randomUUID())
                .toList();
        all.forEach(id -> assertThat(retry(family, 0, id)).isTrue());
        List<String> remembered = Objects.requireNonNull(row(family)).accessTokens().tokens().stream()
                .map(AccessToken::tokenId)
                .toList();
        assertThat(remembered)
                .hasSizeGreaterThanOrEqualTo(AccessTokens.LIMIT)
                .isEqualTo(all.subList(all.size() - remembered.size(), all.size()));
    }

    @Test
    void givenAccessTokenIdsThatFillTheRowThenRetriesAreRecorded() {
        Family family = inserted();
        for (int length : new int[] {300, 1_900, 1_980, 3_000, 43}) {
            assertThat(retry(family, 0, "x".repeat(length))).isTrue();
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
