package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How long a row is kept: an hour beyond its tokens, rounded up to the hour. */
final class RetentionTest {

    private static final long HOUR = 3_600;
    private static final long DAY = 24 * HOUR;
    private static final long NOW = 1_000 * HOUR;

    private static Head expiringAt(@Nullable Long expiry) {
        return new Head("token", NOW, expiry, NOW);
    }

    @Nested
    final class GivenANewRow {

        @Test
        void whenItsTokenExpiresThenItIsKeptToTheFullHourAfterOneMore() {
            assertThat(Retention.of(expiringAt(NOW + 1), NOW)).isEqualTo(new Retention(NOW + 2 * HOUR, false));
            assertThat(Retention.of(expiringAt(NOW + HOUR - 1), NOW)).isEqualTo(new Retention(NOW + 2 * HOUR, false));
            assertThat(Retention.of(expiringAt(NOW + HOUR), NOW)).isEqualTo(new Retention(NOW + 3 * HOUR, false));
        }

        @Test
        void whenItsTokenHasNoExpiryThenItIsLookedAtTheNextDay() {
            assertThat(Retention.of(expiringAt(null), NOW)).isEqualTo(new Retention(NOW + DAY + 2 * HOUR, true));
        }
    }

    @Nested
    final class GivenARetention {

        @Test
        void whenAnEarlierTokenIsCoveredThenItIsNotShortened() {
            Retention retention = Retention.of(expiringAt(NOW + DAY), NOW);
            assertThat(retention.covering(expiringAt(NOW + HOUR), NOW)).isEqualTo(retention);
        }

        @Test
        void whenALaterTokenIsCoveredThenItIsExtendedAndCoversBoth() {
            Head later = expiringAt(NOW + DAY);
            Retention extended = Retention.of(expiringAt(NOW + HOUR), NOW).covering(later, NOW);
            assertThat(extended.covers(later)).isTrue();
            assertThat(extended.covers(expiringAt(NOW + HOUR))).isTrue();
        }

        @Test
        void whenAskedWhatItCoversThenAnHourMustBeLeftBeyondTheExpiry() {
            Retention retention = new Retention(NOW, false);
            assertThat(retention.covers(expiringAt(NOW - HOUR))).isTrue();
            assertThat(retention.covers(expiringAt(NOW - HOUR + 1))).isFalse();
            assertThat(retention.covers(expiringAt(null))).isFalse();
        }
    }

    @Nested
    final class GivenAnEndlessRetention {

        @Test
        void whenATokenWithExpiryIsCoveredThenItStaysEndless() {
            Retention endless = Retention.of(expiringAt(null), NOW);
            assertThat(endless.covering(expiringAt(NOW + HOUR), NOW).endless()).isTrue();
            assertThat(endless.covers(expiringAt(null))).isTrue();
        }

        @Test
        void whenTheSessionIsStillThereThenTheNextLookIsADayLater() {
            Retention endless = new Retention(NOW, true);
            assertThat(endless.reviewedAt(NOW + 1)).isEqualTo(new Retention(NOW + DAY + HOUR, true));
        }
    }

    @Test
    void givenAnyTokenWhenItIsCoveredThenTheRetentionSaysSo() {
        for (long expiry = NOW - 2 * HOUR; expiry < NOW + 2 * HOUR; expiry += 599) {
            assertThat(Retention.of(expiringAt(expiry), NOW).covers(expiringAt(expiry)))
                    .isTrue();
        }
    }

    @Test
    void givenATokenThatOutlivesTheHeadThenTheRowOutlivesItToo() {
        Retention lowered = Retention.of(expiringAt(NOW + 4 * HOUR), NOW);
        assertThat(lowered.covers(NOW + 30 * DAY)).isFalse();
        assertThat(lowered.covering(NOW + 30 * DAY, NOW).covers(NOW + 30 * DAY)).isTrue();
        assertThat(lowered.covering((Long) null, NOW).endless()).isTrue();
    }

    @Test
    void givenATokenOfAnOldKeycloakWhenItsExpiryIsZeroThenItHasNone() {
        assertThat(Retention.of(expiringAt(0L), NOW).endless()).isTrue();
    }
}
