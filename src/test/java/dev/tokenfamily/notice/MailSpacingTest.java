package dev.tokenfamily.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a user is mailed again: a thief can neither fill a mailbox, nor use up the mails and be silent afterwards. */
final class MailSpacingTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private static Instant hoursAgo(double hours) {
        return NOW.minusSeconds(Math.round(hours * 3600));
    }

    @Nested
    final class GivenMailsOfTheLastDay {

        @Test
        void whenThereWereNoneThenTheNextGoesAtOnce() {
            assertThat(new MailSpacing(5).next(List.of())).isBefore(NOW);
        }

        @ParameterizedTest
        @CsvSource({"1, 60", "2, 120", "3, 240", "4, 288"})
        void thenTheWaitDoublesUpToADaysShare(int mails, long minutes) {
            List<Instant> sent = new ArrayList<>(
                    IntStream.range(0, mails).mapToObj(n -> hoursAgo(n)).toList());
            Collections.shuffle(sent);
            assertThat(new MailSpacing(5).next(sent)).isEqualTo(NOW.plus(Duration.ofMinutes(minutes)));
        }

        @Test
        void whenThereWereAsManyAsTheOperatorWantsThenTheNextWaitsForTheFirstToBeADayOld() {
            List<Instant> sent = List.of(hoursAgo(20), hoursAgo(10), hoursAgo(9), hoursAgo(8), hoursAgo(7));
            assertThat(new MailSpacing(5).next(sent)).isEqualTo(NOW.plus(Duration.ofHours(4)));
            assertThat(new MailSpacing(1).next(List.of(hoursAgo(3)))).isEqualTo(NOW.plus(Duration.ofHours(21)));
        }

        @Test
        void whenThereWereMoreThanTheOperatorWantsNowThenTheLatestOfThemCount() {
            List<Instant> sent = List.of(hoursAgo(20), hoursAgo(10), hoursAgo(9));
            assertThat(new MailSpacing(2).next(sent)).isEqualTo(NOW.plus(Duration.ofHours(14)));
        }
    }

    @Nested
    final class GivenAFloodOfManyDays {

        /** When mails go while there is always something to tell. */
        private static List<Instant> mails(int perDay) {
            List<Instant> sent = new ArrayList<>();
            Instant time = NOW;
            while (time.isBefore(NOW.plus(Duration.ofDays(14)))) {
                sent.add(time);
                Instant dayAgo = time.minus(MailSpacing.DAY);
                Instant next = new MailSpacing(perDay)
                        .next(sent.stream().filter(mail -> mail.isAfter(dayAgo)).toList());
                time = later(time, next);
            }
            return sent;
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 5, 8, 24, 1000})
        void thenNobodyGetsMoreThanTheLimitNorTwoInAnHour(int perDay) {
            List<Instant> sent = mails(perDay);
            for (int n = 1; n < sent.size(); n++) {
                assertThat(Duration.between(sent.get(n - 1), sent.get(n))).isGreaterThanOrEqualTo(Duration.ofHours(1));
            }
            for (int n = perDay; n < sent.size(); n++) {
                assertThat(Duration.between(sent.get(n - perDay), sent.get(n)))
                        .isGreaterThanOrEqualTo(Duration.ofDays(1));
            }
        }

        /** The longest silence that a thief can buy with mails. */
        @ParameterizedTest
        @CsvSource({"1, 1440", "2, 1380", "3, 1260", "5, 732", "24, 60"})
        void thenNothingWaitsLongerThanThat(int perDay, long minutes) {
            List<Instant> sent = mails(perDay);
            assertThat(IntStream.range(1, sent.size())
                            .mapToObj(n -> Duration.between(sent.get(n - 1), sent.get(n)))
                            .max(Duration::compareTo))
                    .contains(Duration.ofMinutes(minutes));
        }
    }
}
