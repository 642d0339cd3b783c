package dev.tokenfamily.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How well a sketch remembers how many it has forgotten. The users are the same in every run. */
final class SketchTest {

    private static final int COLUMN = 2000;

    private static List<String> users(int seed, int number) {
        Random random = new Random(seed);
        return Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()).toString())
                .limit(number)
                .toList();
    }

    private static Sketch of(List<String> users) {
        Sketch sketch = Sketch.empty();
        users.forEach(sketch::add);
        return sketch;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 10})
    void givenFewUsersThenTheNumberIsExact(int number) {
        assertThat(of(users(1, number)).estimate()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"100, 1.6", "1000, 1.7", "3000, 2.1", "5000, 2.3", "10000, 2.3", "100000, 2.3", "1000000, 2.3"})
    void givenManyUsersThenTheErrorIsSmallAndGoesBothWays(int number, double standardPercent) {
        List<Double> errors = Stream.iterate(1, seed -> seed + 1)
                .limit(number > 100_000 ? 4 : 20)
                .map(seed -> 100.0 * of(users(seed, number)).estimate() / number - 100)
                .toList();
        double mean = errors.stream().mapToDouble(e -> e).average().orElseThrow();
        double spread =
                Math.sqrt(errors.stream().mapToDouble(e -> e * e).average().orElseThrow());
        assertThat(spread).isLessThan(1.5 * standardPercent);
        assertThat(mean).isCloseTo(0, within(standardPercent));
        assertThat(errors).anyMatch(e -> e < 0).anyMatch(e -> e > 0);
    }

    @Test
    void givenTheSameUsersAgainThenNothingChanges() {
        List<String> users = users(1, 500);
        Sketch once = of(users);
        Sketch often = of(users);
        for (int day = 0; day < 10; day++) {
            often.add(of(users));
            users.forEach(often::add);
        }
        assertThat(often).isEqualTo(once).hasSameHashCodeAs(once);
    }

    @Test
    void givenTwoDaysThenTheirUnionIsTheSketchOfAllTheirUsers() {
        List<String> first = users(1, 700);
        List<String> second =
                Stream.concat(first.stream().skip(400), users(2, 900).stream()).toList();
        Sketch union = of(first);
        union.add(of(second));
        assertThat(union)
                .isEqualTo(of(Stream.concat(first.stream(), second.stream()).toList()));
        assertThat(union.estimate()).isCloseTo(1600, within(48L));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 200_000})
    void whenEncodedThenItFitsTheColumnAndComesBackTheSame(int number) {
        Sketch sketch = of(users(3, number));
        assertThat(sketch.encoded()).isASCII().hasSize(1708).hasSizeLessThanOrEqualTo(COLUMN);
        assertThat(Sketch.decoded(sketch.encoded())).isEqualTo(sketch);
    }

    /** Every node must hash alike, and the rows outlive a version. The number was computed by another program. */
    @Test
    void thenWhatIsStoredIsReadByEveryVersion() {
        assertThat(of(List.of("alice", "f:4711:bob", "李")).encoded().hashCode()).isEqualTo(112064584);
    }

    @Test
    void givenIdsThatHardlyDifferThenTheyAreToldApart() {
        List<String> ids = Stream.iterate(0, n -> n + 1)
                .limit(20_000)
                .map(n -> "f:ldap:" + n)
                .toList();
        assertThat(of(ids).estimate()).isCloseTo(20_000, within(1_000L));
    }
}
