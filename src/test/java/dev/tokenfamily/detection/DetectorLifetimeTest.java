package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Scene.ROTATED;
import static dev.tokenfamily.detection.Scene.START;
import static dev.tokenfamily.detection.Scene.presenting;
import static dev.tokenfamily.detection.Scene.presentingHead;
import static dev.tokenfamily.detection.Scene.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Verdict.Expired;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.policy.PolicyParser;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

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

    @Test
    void givenNoLimitsWhenTheHeadIsYearsOldThenItRotates() {
        assertThat(presentingHead().against(row(10)).at(START + 1_000_000_000)).isEqualTo(new Rotate());
    }
}
