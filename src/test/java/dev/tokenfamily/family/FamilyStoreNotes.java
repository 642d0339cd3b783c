package dev.tokenfamily.family;

import static dev.tokenfamily.family.Callers.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.incident.FollowUp;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentKind;
import dev.tokenfamily.incident.IncidentStore.NoteOutcome;
import dev.tokenfamily.incident.Repeat;
import dev.tokenfamily.incident.ReuseKind;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a store promises about incidents that are noted on a family which is about to end. */
public abstract class FamilyStoreNotes extends FamilyStoreScene {

    private static final FollowUp MAIL = new FollowUp(true, null, "https://id.example/realms/r");

    private static Incident sessionEnd(Family family, int currentGeneration) {
        return new Incident(
                family.id(),
                family.owner(),
                IncidentKind.SESSION_END.text(),
                0,
                currentGeneration,
                new Origin("203.0.113.66", "curl/8"),
                family.rotatedFrom(),
                "user-session",
                false,
                null,
                null,
                null);
    }

    private static Incident sessionEnd(Family family) {
        return sessionEnd(family, family.generation());
    }

    @Test
    void whenAnIncidentIsNotedThenOnceAndTheFamilyIsAsBefore() {
        Family family = inserted();
        assertThat(store().note(sessionEnd(family), MAIL)).isEqualTo(NoteOutcome.FIRST);
        assertThat(store().note(sessionEnd(family), MAIL)).isEqualTo(NoteOutcome.AGAIN);
        assertThat(store().note(sessionEnd(family), FollowUp.NONE)).isEqualTo(NoteOutcome.AGAIN);
        assertStored(family);
        assertThat(observe(family, ReuseKind.STALE_LINEAGE))
                .as("of another kind")
                .isTrue();
    }

    private static Incident newPlace(Family family, boolean enforced) {
        return newPlaceAt("203.0.113.66", family, enforced);
    }

    private static Incident newPlaceAt(String address, Family family, boolean enforced) {
        return new Incident(
                family.id(),
                family.owner(),
                IncidentKind.ORIGIN_CHANGE.text(),
                family.generation(),
                family.generation(),
                new Origin(address, "curl/8"),
                family.rotatedFrom(),
                "family",
                enforced,
                null,
                null,
                null);
    }

    @Test
    void whenAnIncidentIsOneOfADayThenThereIsOneForEachDay() {
        Family family = inserted();
        long day = 86_400;
        assertThat(store().observe(newPlace(family, false).ofDay(day), MAIL)).isTrue();
        assertThat(store().observe(newPlace(family, false).ofDay(2 * day - 1), MAIL))
                .isFalse();
        assertThat(store().observe(newPlace(family, false).ofDay(2 * day), MAIL))
                .isTrue();
        assertThat(store().idOf(newPlace(family, false).ofDay(day)))
                .isNotEqualTo(store().idOf(newPlace(family, false).ofDay(2 * day)));
        assertStored(family);
    }

    /** An owner who has moved in the morning hides nobody for the rest of the day. */
    @Test
    void whenAnIncidentIsOneOfADayThenEachNetworkHasItsOwn() {
        Family family = inserted();
        long now = 86_400;
        Incident first = newPlace(family, false).ofDay(now);
        Incident neighbour = newPlaceAt("203.0.113.77", family, false).ofDay(now);
        Incident thief = newPlaceAt("198.51.100.9", family, false).ofDay(now);
        assertThat(store().observe(first, MAIL)).isTrue();
        assertThat(store().observe(neighbour, MAIL)).as("the same network").isFalse();
        assertThat(store().observe(thief, MAIL)).isTrue();
        assertThat(store().observe(thief, MAIL)).isFalse();
        assertThat(store().idOf(neighbour)).isEqualTo(store().idOf(first));
        assertThat(store().idOf(thief)).isNotEqualTo(store().idOf(first));
    }

    @Test
    void whenAFamilyEndsForANewPlaceThenThatIsItsReasonAndItsTokensAreCountedOnTheIncident() {
        Family family = inserted();
        Incident incident = newPlace(family, true);
        assertThat(store().revokeFor(incident, FollowUp.NONE)).isPresent();
        assertStored(family.revokedBecause(RevocationReason.ORIGIN_CHANGE));
        assertThat(store().repeat(family.owner(), family.id(), Repeat.PRESENTATION))
                .contains(store().idOf(incident));
    }

    @Test
    void givenAnotherGenerationThenNothingIsNoted() {
        Family before = inserted();
        Family family = rotated(before);
        assertThat(store().advance(before, family)).isTrue();
        for (int seen : new int[] {0, 2}) {
            assertThat(store().note(sessionEnd(family, seen), MAIL)).isEqualTo(NoteOutcome.OUTDATED);
        }
        assertThat(store().note(sessionEnd(family), MAIL)).as("the first one").isEqualTo(NoteOutcome.FIRST);
    }

    @Test
    void givenARevokedAMissingOrAForeignFamilyThenNothingIsNoted() {
        Family revoked = inserted();
        assertThat(revoke(revoked, RevocationReason.ADMIN)).isTrue();
        assertThat(store().note(sessionEnd(revoked), MAIL)).isEqualTo(NoteOutcome.OUTDATED);
        assertThat(store().note(sessionEnd(family(owner())), MAIL)).isEqualTo(NoteOutcome.OUTDATED);
        Family own = inserted();
        Owner owner = own.owner();
        for (Owner other : List.of(
                new Owner("another realm", owner.clientId(), owner.userId(), owner.sessionId(), false),
                new Owner(owner.realmId(), "other", owner.userId(), owner.sessionId(), false),
                new Owner(owner.realmId(), owner.clientId(), "other", owner.sessionId(), false))) {
            assertThat(store().note(sessionEnd(family(own.id(), other)), MAIL)).isEqualTo(NoteOutcome.OUTDATED);
        }
        assertThat(store().note(sessionEnd(own), MAIL)).isEqualTo(NoteOutcome.FIRST);
    }

    @Test
    void givenManyCallersWhenTheyNoteThenExactlyOneIsFirst() {
        Family family = inserted();
        List<NoteOutcome> noted = atOnce(16, i -> store().note(sessionEnd(family), MAIL));
        assertThat(Collections.frequency(noted, NoteOutcome.FIRST)).isEqualTo(1);
        assertThat(Collections.frequency(noted, NoteOutcome.AGAIN)).isEqualTo(15);
        assertStored(family);
    }

    /** Whichever comes first: nobody notes anything on what has ended. */
    @Test
    void givenARevocationAtTheSameMomentThenNoneIsNotedAfterIt() {
        Family family = inserted();
        List<Object> done = atOnce(
                16,
                i -> i % 2 == 0
                        ? store().note(sessionEnd(family), FollowUp.NONE)
                        : store().revoke(family.owner(), family.id(), RevocationReason.SESSION_ENDED)
                                .isPresent());
        assertThat(Collections.frequency(done, true)).isEqualTo(1);
        assertThat(Collections.frequency(done, NoteOutcome.FIRST)).isLessThanOrEqualTo(1);
        assertThat(store().note(sessionEnd(family), MAIL)).isEqualTo(NoteOutcome.OUTDATED);
    }
}
