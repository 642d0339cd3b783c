package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Scene.CURRENT;
import static dev.tokenfamily.detection.Scene.OWNER;
import static dev.tokenfamily.detection.Scene.ROTATED;
import static dev.tokenfamily.detection.Scene.START;
import static dev.tokenfamily.detection.Scene.presenting;
import static dev.tokenfamily.detection.Scene.presentingHead;
import static dev.tokenfamily.detection.Scene.presentingPredecessor;
import static dev.tokenfamily.detection.Scene.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Verdict.CatchUp;
import dev.tokenfamily.detection.Verdict.Expired;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.detection.Verdict.Unknown;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.incident.ReuseKind;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of the verdict table, and which of them comes first. */
final class DetectorTest {

    private static final Family REVOKED = row(10).revokedBecause(RevocationReason.REUSE);

    @Nested
    final class GivenARevokedFamily {

        @ParameterizedTest
        @ValueSource(ints = {0, CURRENT - 1, CURRENT, CURRENT + 1})
        void whenAnyOfItsTokensComesThenItIsRevoked(int generation) {
            assertThat(presenting(generation).against(REVOKED).at(ROTATED + 1)).isEqualTo(new Revoked());
        }

        @Test
        void whenItsHeadIsTooOldThenItIsRevokedRatherThanExpired() {
            Scene scene = presentingHead().against(REVOKED).under("absolute-lifetime-seconds", 1);
            assertThat(scene.at(ROTATED + 1)).isEqualTo(new Revoked());
        }
    }

    @Nested
    final class GivenNoRow {

        @Test
        void whenALaterGenerationComesThenItIsUnknown() {
            assertThat(presenting(1).against(null).at(ROTATED)).isEqualTo(new Unknown());
        }

        @Test
        void whenALaterOneIsTooOldThenItIsUnknownRatherThanExpired() {
            Scene scene = presenting(1).against(null).under("absolute-lifetime-seconds", 1);
            assertThat(scene.at(ROTATED)).isEqualTo(new Unknown());
        }

        @Test
        void whenTheFirstGenerationComesThenItRotates() {
            assertThat(presenting(0).against(null).at(ROTATED)).isEqualTo(new Rotate());
        }
    }

    @Test
    void givenTheHeadWhenItComesThenItRotates() {
        assertThat(presentingHead().at(ROTATED)).isEqualTo(new Rotate());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, CURRENT - 2})
    void givenATokenOlderThanThePredecessorThenItIsAReuseAtOnce(int generation) {
        assertThat(presenting(generation).at(ROTATED)).isEqualTo(new Reuse(ReuseKind.STALE_LINEAGE, 0));
    }

    @Nested
    final class GivenATokenNewerThanTheRow {

        @Test
        void whenItComesForTheFirstTimeThenTheRowCatchesUp() {
            assertThat(presenting(CURRENT + 3).at(ROTATED)).isEqualTo(new CatchUp(false));
        }

        @Test
        void whenTheFamilyCaughtUpBeforeThenItIsARepetition() {
            Family caughtUp = row(10).caughtUp();
            assertThat(presenting(CURRENT + 3).against(caughtUp).at(ROTATED)).isEqualTo(new CatchUp(true));
        }

        @Test
        void whenRotationIsOffThenTheRowCatchesUpAllTheSame() {
            assertThat(presenting(CURRENT + 1).under("rotation", "off").at(ROTATED))
                    .isEqualTo(new CatchUp(false));
        }

        @Test
        void whenItIsPastItsLifetimeThenItIsExpiredFirst() {
            Scene scene = presenting(CURRENT + 1).under("absolute-lifetime-seconds", ROTATED - START);
            assertThat(scene.at(ROTATED)).isEqualTo(new Expired());
        }
    }

    @Test
    void givenARowOfAnotherRealmClientOrUserThenItIsNeverUsed() {
        Owner otherRealm = new Owner("other", "client", "user", "session", false);
        Owner otherClient = new Owner("realm", "other", "user", "session", false);
        Owner otherUser = new Owner("realm", "client", "other", "session", false);
        assertThat(presentingHead().of(otherRealm).at(ROTATED)).isEqualTo(new Unknown());
        assertThat(presentingHead().of(otherClient).at(ROTATED)).isEqualTo(new Unknown());
        assertThat(presentingHead().of(otherUser).at(ROTATED)).isEqualTo(new Unknown());
        assertThat(presentingPredecessor().of(otherUser).at(ROTATED + 60)).isEqualTo(new Unknown());
    }

    @Test
    void givenARowOfAnotherSessionOfTheSamePartiesThenItIsUsed() {
        Owner otherSession = new Owner(OWNER.realmId(), OWNER.clientId(), OWNER.userId(), "other", true);
        assertThat(presentingHead().of(otherSession).at(ROTATED)).isEqualTo(new Rotate());
    }
}
