package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Scene.CURRENT;
import static dev.tokenfamily.detection.Scene.ROTATED;
import static dev.tokenfamily.detection.Scene.START;
import static dev.tokenfamily.detection.Scene.presenting;
import static dev.tokenfamily.detection.Scene.presentingHead;
import static dev.tokenfamily.detection.Scene.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Verdict.Expired;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.detection.Verdict.Spared;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.incident.ReuseKind;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyParser;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The family's own limits: since its first token, and since its last use. */
final class DetectorLifetimeTest {

    private static final String ABSOLUTE = "absolute-lifetime-seconds";
    private static final String INACTIVITY = "inactivity-lifetime-seconds";

    @Nested
    final class GivenAnAbsoluteLifetime {

        @Test
        void whenTheLastSecondBeforeItRunsThenTheHeadRotates() {
            assertThat(presentingHead().under(ABSOLUTE, 5_000).at(START + 4_999))
                    .isEqualTo(new Rotate());
        }

        @Test
        void whenItIsReachedThenTheHeadIsExpired() {
            assertThat(presentingHead().under(ABSOLUTE, 5_000).at(START + 5_000))
                    .isEqualTo(new Expired());
        }

        @Test
        void whenTheFirstTokenWithoutARowReachesItThenItIsExpired() {
            Scene first = presenting(0).against(null).under(ABSOLUTE, 5_000);
            assertThat(first.at(START + 4_999)).isEqualTo(new Rotate());
            assertThat(first.at(START + 5_000)).isEqualTo(new Expired());
        }

        @Test
        void whenAHeadThatIsToBeKeptIsPastItThenItIsExpiredFirst() {
            Scene scene = presentingHead().under(PolicyParser.parse(Map.of("rotation", "off", ABSOLUTE, 5_000)));
            assertThat(scene.at(START + 5_000)).isEqualTo(new Expired());
        }
    }

    @Nested
    final class GivenAnInactivityLifetime {

        @Test
        void whenTheRowWasUsedAfterTheTokensIssuanceThenItsUseCounts() {
            Scene scene = presentingHead().issuedAt(ROTATED - 100).under(INACTIVITY, 300);
            assertThat(scene.at(ROTATED + 299)).isEqualTo(new Rotate());
            assertThat(scene.at(ROTATED + 300)).isEqualTo(new Expired());
        }

        @Test
        void whenTheTokenWasIssuedAfterTheRowsUseThenItsIssuanceCounts() {
            // a kept head is minted again without writing the row
            Scene scene = presentingHead().issuedAt(ROTATED + 200).under(INACTIVITY, 300);
            assertThat(scene.at(ROTATED + 499)).isEqualTo(new Rotate());
            assertThat(scene.at(ROTATED + 500)).isEqualTo(new Expired());
        }

        @Test
        void whenTheFirstTokenWithoutARowWasIdleTooLongThenItIsExpired() {
            Scene first = presenting(0).against(null).issuedAt(START).under(INACTIVITY, 300);
            assertThat(first.at(START + 299)).isEqualTo(new Rotate());
            assertThat(first.at(START + 300)).isEqualTo(new Expired());
        }
    }

    /** Whichever generation comes: nobody gets from the family what its head does not get. */
    @Nested
    final class GivenATokenThatWasSuperseded {

        @ParameterizedTest
        @ValueSource(strings = {"enforce", "observe"})
        void whenTheFamilyIsTooOldThenItIsExpired(String enforcement) {
            Policy tooOld =
                    PolicyParser.parse(Map.of(ABSOLUTE, 1_000, "grace-period-seconds", 60, "enforcement", enforcement));
            for (int generation = 0; generation <= CURRENT; generation++) {
                Scene scene = presenting(generation).against(row(60)).under(tooOld);
                assertThat(scene.at(ROTATED)).isEqualTo(new Expired());
                assertThat(scene.at(ROTATED + 600)).isEqualTo(new Expired());
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"enforce", "observe"})
        void whenTheFamilyWasIdleTooLongThenItIsExpired(String enforcement) {
            Policy idle =
                    PolicyParser.parse(Map.of(INACTIVITY, 4, "grace-period-seconds", 60, "enforcement", enforcement));
            for (int generation = 0; generation <= CURRENT; generation++) {
                Scene scene = presenting(generation).against(row(60)).under(idle);
                assertThat(scene.at(ROTATED + 8)).isEqualTo(new Expired());
                assertThat(scene.at(ROTATED + 600)).isEqualTo(new Expired());
            }
        }

        @Test
        void whenTheFamilyIsRevokedThenThatIsSaidFirst() {
            Scene scene = presenting(CURRENT - 1).against(row(60).revokedBecause(RevocationReason.ADMIN));
            assertThat(scene.under(ABSOLUTE, 1).at(ROTATED)).isEqualTo(new Revoked());
        }

        /** A head that is kept leaves no trace of its use, so an idle row says nothing of whoever holds the head. */
        @Test
        void whenTheHeadMayHaveBeenKeptThenAReuseIsNotMissed() {
            Policy keeping = PolicyParser.parse(Map.of(INACTIVITY, 60, "rotation-interval-seconds", 3_600));
            Scene scene = presenting(CURRENT - 1).under(keeping);
            assertThat(scene.at(ROTATED + 100)).isEqualTo(new Reuse(ReuseKind.RECENT_PREDECESSOR, 100));
            Policy observing = PolicyParser.parse(
                    Map.of(INACTIVITY, 60, "rotation-interval-seconds", 3_600, "enforcement", "observe"));
            assertThat(scene.under(observing).at(ROTATED + 100)).isEqualTo(new Expired());
        }

        /** Or each standstill would excuse it anew. */
        @Test
        void whenAStandstillExcusesItThenThatLeavesItsMarkToo() {
            Policy keeping = PolicyParser.parse(Map.of(INACTIVITY, 60, "rotation-interval-seconds", 3_600));
            Scene scene = presenting(CURRENT - 1).against(row(60)).under(keeping);
            assertThat(scene.at(ROTATED + 100, 95)).isEqualTo(new Spared(ReuseKind.RECENT_PREDECESSOR, 100));
        }
    }

    @Test
    void givenNoLimitsWhenTheHeadIsYearsOldThenItRotates() {
        assertThat(presentingHead().against(row(10)).at(START + 1_000_000_000)).isEqualTo(new Rotate());
    }
}
