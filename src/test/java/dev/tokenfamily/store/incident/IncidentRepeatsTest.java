package dev.tokenfamily.store.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.incident.FollowUp;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentKind;
import dev.tokenfamily.incident.Repeat;
import dev.tokenfamily.store.family.OwnedRow;
import dev.tokenfamily.store.incident.RepeatCounts.Counted;
import dev.tokenfamily.store.incident.RepeatCounts.Observed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A thief with dead tokens has us write as often as we like, and hides nothing by sending many. */
final class IncidentRepeatsTest {

    private static final Observed OBSERVED = new Observed(
            new Incident(
                    "family",
                    new Owner("realm", "client", "user", "session", false),
                    IncidentKind.STALE_LINEAGE.text(),
                    0,
                    2,
                    new Origin("198.51.100.66", "curl/8.5.0"),
                    new Origin("192.0.2.1", null),
                    "family",
                    false,
                    null,
                    null,
                    null),
            FollowUp.NONE);

    private final Table table = new Table();
    private final List<Observed> recorded = new ArrayList<>();
    private boolean recordsNothing;
    private boolean familyIsGone;
    private long nanos;
    private final IncidentRepeats repeats = new IncidentRepeats(table, this::record, () -> nanos);

    private boolean record(Observed observed) throws SQLException {
        if (recordsNothing) {
            throw new SQLException("no");
        }
        recorded.add(observed);
        return !familyIsGone;
    }

    /** Adds to each incident what comes, all of it or nothing: nothing while it is down, or one of the rows is locked. */
    private final class Table implements IncidentRepeats.Rows {

        private final Map<String, Integer> presentations = new ConcurrentSkipListMap<>();
        private final Map<String, Integer> loops = new TreeMap<>();
        private final Map<String, Long> secondsAgo = new TreeMap<>();
        private final Set<String> locked = new HashSet<>();
        private final Set<String> gone = new HashSet<>();
        private boolean down;
        private volatile boolean error;
        private int transactions;

        @Override
        public List<Counted> add(List<Counted> counted) throws SQLException {
            transactions++;
            if (error) {
                error = false;
                throw new OutOfMemoryError("no");
            }
            if (down || counted.stream().anyMatch(one -> locked.contains(id(one)))) {
                throw new SQLException("no");
            }
            List<Counted> missing =
                    counted.stream().filter(one -> gone.contains(id(one))).toList();
            counted.stream().filter(one -> !gone.contains(id(one))).forEach(one -> {
                presentations.merge(id(one), one.presentations(), Integer::sum);
                loops.merge(id(one), one.loops(), Integer::sum);
                secondsAgo.put(id(one), one.secondsBefore(nanos));
            });
            return missing;
        }

        private static String id(Counted counted) {
            return counted.incident().rowId();
        }
    }

    @AfterEach
    void end() {
        repeats.close();
    }

    private static OwnedRow.Key incident(String id) {
        return new OwnedRow.Key(id, "realm");
    }

    private void comes(int times, String... incidents) throws SQLException {
        for (int i = 0; i < times; i++) {
            for (String id : incidents) {
                repeats.count(incident(id), Repeat.PRESENTATION);
            }
        }
    }

    @Test
    void whenOneTokenComesAThousandTimesThenItsIncidentIsWrittenOnce() throws SQLException {
        comes(1_000, "a");
        assertThat(table.transactions).isZero();
        repeats.flush();
        repeats.flush();
        assertThat(table.transactions).isEqualTo(1);
        assertThat(table.presentations).containsExactlyEntriesOf(Map.of("a", 1_000));
    }

    @Test
    void whenItsClientComesBesidesThenEachIsCountedAsWhatItIs() throws SQLException {
        comes(2, "a");
        repeats.count(incident("a"), Repeat.CLIENT_LOOP);
        repeats.count(incident("a"), Repeat.CLIENT_LOOP);
        repeats.count(incident("a"), Repeat.CLIENT_LOOP);
        repeats.flush();
        assertThat(table.presentations).containsEntry("a", 2);
        assertThat(table.loops).containsEntry("a", 3);
    }

    @Test
    void whenItIsWrittenLateThenTheRowSaysWhenTheLastOneCame() throws SQLException {
        comes(1, "a");
        pass(Duration.ofSeconds(3));
        comes(1, "a");
        pass(Duration.ofMillis(7_500));
        repeats.count(incident("a"), Repeat.CLIENT_LOOP);
        table.down = true;
        repeats.flush();
        pass(Duration.ofSeconds(2));
        table.down = false;
        repeats.flush();
        assertThat(table.secondsAgo).containsEntry("a", 9L);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** The best play: as many dead families as there is room for, so that those which come after them are not counted. */
    @Test
    void givenThereIsNoRoomWhenAnotherIncidentIsRepeatedThenItIsWrittenAtOnce() throws SQLException {
        for (int i = 0; i < RepeatCounts.ROOM; i++) {
            comes(1, "of the thief " + i);
        }
        comes(1, "a", "of the thief 7");
        assertThat(table.presentations).containsExactlyEntriesOf(Map.of("a", 1));
        assertThat(repeats.count(incident("observed"), OBSERVED))
                .as("left to who records it")
                .isFalse();
        assertThat(repeats.count(incident("of the thief 8"), OBSERVED)).isTrue();
        repeats.flush();
        assertThat(table.presentations).hasSize(RepeatCounts.ROOM + 1);
        assertThat(table.presentations).containsEntry("of the thief 7", 2).containsEntry("of the thief 8", 2);
        assertThat(table.transactions).as("a hundred at a time").isEqualTo(1 + RepeatCounts.ROOM / 100);
    }

    @Nested
    final class GivenADatabaseThatIsDown {

        @Test
        void thenAllIsKeptUntilItIsBack() throws SQLException {
            table.down = true;
            comes(2, "a", "b");
            repeats.flush();
            comes(1, "b", "c");
            repeats.flush();
            assertThat(table.presentations).isEmpty();
            table.down = false;
            repeats.flush();
            assertThat(table.presentations).containsExactlyInAnyOrderEntriesOf(Map.of("a", 2, "b", 3, "c", 1));
        }

        @Test
        void thenItIsAskedOnceEachTime() throws SQLException {
            table.down = true;
            for (int i = 0; i < 1_000; i++) {
                comes(1, "a" + i);
            }
            repeats.flush();
            repeats.flush();
            assertThat(table.transactions).isEqualTo(2);
        }

        @Test
        void whenThereIsNoRoomThenTheCallerHearsOfIt() throws SQLException {
            for (int i = 0; i < RepeatCounts.ROOM; i++) {
                comes(1, "of the thief " + i);
            }
            table.down = true;
            assertThatThrownBy(() -> comes(1, "a")).isInstanceOf(SQLException.class);
        }
    }

    @Nested
    final class GivenALockedRow {

        @Test
        void thenTheOthersAreWrittenAllTheSame() throws SQLException {
            table.locked.add("b");
            comes(3, "a", "b", "c");
            repeats.flush();
            repeats.flush();
            repeats.flush();
            assertThat(table.presentations).containsExactlyInAnyOrderEntriesOf(Map.of("a", 3, "c", 3));
            table.locked.clear();
            repeats.flush();
            assertThat(table.presentations).containsEntry("b", 3);
        }
    }

    @Nested
    final class GivenARowThatWasRemoved {

        @Test
        void whenItsFamilyDiedForItThenNothingIsCountedOnIt() throws SQLException {
            table.gone.add("a");
            comes(3, "a", "b");
            repeats.flush();
            repeats.flush();
            assertThat(table.presentations).containsExactlyEntriesOf(Map.of("b", 3));
            assertThat(table.transactions).isEqualTo(1);
        }

        /** Old incidents are removed; a copy that comes afterwards must not be lost. */
        @Test
        void whenNothingWasRevokedForItThenItIsRecordedAnew() throws SQLException {
            table.gone.add("observed");
            for (int i = 0; i < 3; i++) {
                assertThat(repeats.count(incident("observed"), OBSERVED)).isTrue();
            }
            repeats.flush();
            assertThat(recorded).containsExactly(OBSERVED);
            table.gone.clear();
            repeats.flush();
            assertThat(table.presentations).containsExactlyEntriesOf(Map.of("observed", 2));
        }

        /** As when its user is removed: or each of a flood would be tried for a second, and keep its room. */
        @Test
        void whenItsFamilyIsGoneTooThenThatIsFoundOutOnce() {
            table.gone.add("observed");
            familyIsGone = true;
            for (int i = 0; i < 3; i++) {
                assertThat(repeats.count(incident("observed"), OBSERVED)).isTrue();
            }
            repeats.flush();
            repeats.flush();
            repeats.flush();
            assertThat(recorded).hasSize(1);
        }

        @Test
        void whenItCannotBeRecordedThenThatIsTriedAgain() {
            table.gone.add("observed");
            recordsNothing = true;
            assertThat(repeats.count(incident("observed"), OBSERVED)).isTrue();
            repeats.flush();
            recordsNothing = false;
            repeats.flush();
            repeats.flush();
            assertThat(recorded).containsExactly(OBSERVED);
        }
    }

    /** Perhaps it was a flood of tokens that has filled the memory. */
    @Test
    void givenAnErrorOfTheJvmWhenItIsOverThenCountsAreWrittenAsBefore() throws SQLException {
        table.error = true;
        comes(1, "a");
        repeats.begin();
        Await.until(() -> !table.error);
        comes(1, "b");
        Await.until(() -> table.presentations.containsKey("b"));
    }

    @Nested
    final class GivenAServerThatStops {

        @Test
        void thenWhatIsCountedIsWritten() throws SQLException {
            repeats.begin();
            comes(5, "a");
            repeats.close();
            assertThat(table.presentations).containsExactlyEntriesOf(Map.of("a", 5));
        }

        /** Requests may still be under way. */
        @Test
        void whenATokenComesInItsLastMomentThenItIsWrittenAtOnce() throws SQLException {
            repeats.begin();
            comes(1, "a");
            repeats.close();
            comes(1, "a");
            assertThat(table.presentations).containsExactlyEntriesOf(Map.of("a", 2));
            assertThat(repeats.count(incident("observed"), OBSERVED))
                    .as("left to who records it")
                    .isFalse();
        }
    }

    @Test
    void whenIncidentsAreRepeatedFromManyThreadsThenEachIsCounted() {
        IntStream.range(0, 4_000).parallel().forEach(i -> {
            repeats.count(incident("observed " + i % 7), OBSERVED);
            if (i % 100 == 0) {
                repeats.flush();
            }
        });
        repeats.flush();
        assertThat(table.presentations.values().stream().mapToInt(n -> n).sum()).isEqualTo(4_000);
    }
}
