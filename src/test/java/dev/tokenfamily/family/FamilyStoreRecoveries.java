package dev.tokenfamily.family;

import static dev.tokenfamily.family.Callers.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a store promises of a family that was recovered after a lost answer (ADR 26). */
public abstract class FamilyStoreRecoveries extends FamilyStoreChanges {

    private static final long MONTH = 30 * 86_400L;
    private static final int CALLERS = 16;

    private Family recovered(Family from) {
        long now = now();
        return from.recovered(
                new Head("trrtcc:" + UUID.randomUUID(), now, now + 1_800, now),
                terms(now, 3),
                now,
                new Origin("198.51.100.8", "App/1.0"),
                new AccessToken("access-" + UUID.randomUUID(), now + 300),
                MONTH);
    }

    private Family rotatedOnce() {
        Family first = inserted();
        Family second = rotated(first);
        assertThat(store().advance(first, second)).isTrue();
        return second;
    }

    @Test
    void whenAFamilyIsRecoveredThenAllOfItIsStoredAndStaysWhenItRotates() {
        Family before = rotatedOnce();
        Family recovered = recovered(before);
        assertThat(store().advance(before, recovered)).isTrue();
        assertStored(recovered);
        assertThat(recovered.lineage().superseded(0))
                .hasValueSatisfying(
                        known -> assertThat(known.terms().includes(now())).isTrue());
        assertThat(recovered.lineage().superseded(1))
                .hasValueSatisfying(
                        known -> assertThat(known.terms().includes(now())).isFalse());

        Family rotated = rotated(recovered);
        assertThat(store().advance(recovered, rotated)).isTrue();
        assertStored(rotated);
        assertThat(rotated.grace().supersession()).isEqualTo(Supersession.ROTATION);
        assertThat(rotated.recoveries()).isEqualTo(recovered.recoveries());
    }

    @Test
    void whenARecoveryIsTakenBackThenNothingOfTheBudgetIsSpent() {
        Family before = rotatedOnce();
        Family recovered = recovered(before);
        assertThat(store().advance(before, recovered)).isTrue();
        assertThat(store().undo(before, recovered)).isTrue();
        assertStored(before);
        assertThat(before.recoveries()).isEqualTo(Recoveries.NONE);
    }

    @Test
    void whenTheRecoveredTokenIsAnsweredAgainThenThatIsRecordedAndTheBudgetIsAsItWas() {
        Family before = rotatedOnce();
        Family recovered = recovered(before);
        assertThat(store().advance(before, recovered)).isTrue();
        assertThat(retry(recovered, 3, "again")).isTrue();
        Family after = Objects.requireNonNull(row(recovered));
        assertThat(after.grace().retries()).isEqualTo(1);
        assertThat(after.grace().supersession()).isEqualTo(Supersession.RECOVERY);
        assertThat(after.grace().terms()).isEqualTo(recovered.grace().terms());
        assertThat(after.recoveries()).isEqualTo(recovered.recoveries());
    }

    @Test
    void givenARecoveredFamilyWhenItIsRevokedThenItIsGivenAsItWasThen() {
        Family before = rotatedOnce();
        Family recovered = recovered(before);
        assertThat(store().advance(before, recovered)).isTrue();
        assertThat(store().revoke(recovered.owner(), recovered.id(), RevocationReason.ADMIN))
                .contains(recovered.revokedBecause(RevocationReason.ADMIN));
    }

    @Test
    void givenManyCallersWhenTheyRecoverThenExactlyOneDoesAndTheBudgetIsSpentOnce() {
        Family before = rotatedOnce();
        List<Family> next =
                Stream.generate(() -> recovered(before)).limit(CALLERS).toList();
        List<Boolean> done = atOnce(CALLERS, i -> store().advance(before, next.get(i)));
        assertThat(done).containsOnlyOnce(true);
        assertStored(next.get(done.indexOf(true)));
        assertThat(Objects.requireNonNull(row(before)).recoveries().count()).isEqualTo(1);
    }
}
