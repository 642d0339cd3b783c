package dev.tokenfamily.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The names under which the database keeps what is counted: rows outlive a version of ours. */
final class NamesTest {

    @Nested
    final class GivenWhatIsCounted {

        @ParameterizedTest
        @EnumSource
        void thenAMeasureIsFoundByItsName(Measure measure) {
            assertThat(Measure.named(measure.name())).contains(measure);
        }

        @ParameterizedTest
        @EnumSource
        void thenUsersAreFoundByTheirName(CountedUsers users) {
            assertThat(CountedUsers.named(users.name())).contains(users);
        }

        @Test
        void thenWhatALaterVersionCountsIsPassedOver() {
            assertThat(Measure.named("rotate")).isEmpty();
            assertThat(Measure.named("OF_A_LATER_VERSION")).isEmpty();
            assertThat(CountedUsers.named("all")).isEmpty();
        }

        @Test
        void thenItsNameInReportsIsThatOfTheVerdict() {
            assertThat(Measure.GRACE_RETRY.text()).isEqualTo("grace_retry");
        }
    }

    @Nested
    final class GivenClientsAndDays {

        private final ClientDay middle = new ClientDay("m", "m", 5);

        @Test
        void thenTheyAreInTheOrderOfRealmClientAndDay() {
            List<ClientDay> ordered = List.of(
                    new ClientDay("a", "z", 9),
                    new ClientDay("m", "a", 9),
                    new ClientDay("m", "m", 4),
                    middle,
                    new ClientDay("m", "m", 6),
                    new ClientDay("m", "z", 1),
                    new ClientDay("z", "a", 1));

            assertThat(ordered).isSorted();
            assertThat(middle.compareTo(new ClientDay("m", "m", 5))).isZero();
        }
    }
}
