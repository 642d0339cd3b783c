package dev.tokenfamily.store.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.Reach;
import dev.tokenfamily.store.history.EndWriting.Entry;
import dev.tokenfamily.store.history.EndWriting.Happened;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.hibernate.exception.DataException;
import org.junit.jupiter.api.Test;

class WaitingEndsTest {

    private final Table table = new Table();
    private int lost;
    private final WaitingEnds waiting = new WaitingEnds(table::write, count -> lost += count);

    /** Takes ends, named by their session, but none while it is down, and none that it cannot have. */
    private static final class Table {

        private final List<String> written = new ArrayList<>();
        private final Set<String> impossible = new HashSet<>();
        private RuntimeException failure = new NullPointerException();
        private boolean down;
        private int attempts;

        private void write(List<Entry> entries) {
            attempts++;
            List<String> names =
                    entries.stream().map(e -> e.end().reach().sessionId()).toList();
            if (down || names.stream().anyMatch(impossible::contains)) {
                throw new StoreUnavailableException("no", failure);
            }
            written.addAll(names);
        }
    }

    private void add(String... sessions) {
        for (String session : sessions) {
            Reach reach = Reach.ofSession("realm", "user", session, false);
            waiting.add(new Happened(End.of(1, Cause.LOGOUT, reach, Actor.UNKNOWN)));
        }
    }

    @Test
    void givenADatabaseThatIsDownThenAllIsKeptUntilItIsBack() {
        table.down = true;
        add("a", "b", "c", "d");
        waiting.writeAll();
        waiting.writeAll();
        assertThat(table.written).isEmpty();
        table.down = false;
        waiting.writeAll();
        assertThat(table.written).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(lost).isZero();
    }

    @Test
    void givenADatabaseThatIsDownThenEachTimeItIsAskedAFewTimesOnly() {
        table.down = true;
        IntStream.range(0, 1000).forEach(i -> add("s" + i));
        waiting.writeAll();
        assertThat(table.attempts).isEqualTo(3);
    }

    /** Whatever it fails with: a fault of ours once held up all of a node's history until it was restarted. */
    @Test
    void givenAnEndThatCannotBeWrittenThenThoseBehindItAreAndItIsLost() {
        table.impossible.add("poison");
        add("a", "poison", "b");
        waiting.writeAll();
        assertThat(table.written).containsExactly("a", "b");
        assertThat(lost).isZero();
        waiting.writeAll();
        assertThat(lost).isOne();

        add("c");
        waiting.writeAll();
        assertThat(table.written).containsExactly("a", "b", "c");
        assertThat(lost).isOne();
    }

    @Test
    void givenOnlyAnEndThatCannotBeWrittenThenItIsTriedUntilAnotherIsWritten() {
        table.impossible.add("poison");
        add("poison");
        waiting.writeAll();
        waiting.writeAll();
        assertThat(lost).as("nobody can tell whose fault it is").isZero();
        add("a");
        waiting.writeAll();
        waiting.writeAll();
        assertThat(table.written).containsExactly("a");
        assertThat(lost).isOne();
    }

    @Test
    void givenMoreThatCannotBeWrittenThanAreTakenAtOnceThenTheOthersAreWritten() {
        IntStream.range(0, 150).forEach(i -> table.impossible.add("poison" + i));
        table.impossible.forEach(this::add);
        add("a");
        IntStream.range(0, 300).forEach(i -> waiting.writeAll());
        assertThat(table.written).containsExactly("a");
        assertThat(lost).isEqualTo(150);
    }

    @Test
    void givenAValueThatTheDatabaseHasNoRoomForThenItIsLostAtOnce() {
        table.failure = new DataException("too long", new SQLException("22001"));
        table.impossible.add("long");
        add("long");
        waiting.writeAll();
        assertThat(lost).isOne();
        assertThat(table.attempts).isOne();
    }

    @Test
    void givenNoRoomThenWhatComesIsLostAndCounted() {
        table.down = true;
        IntStream.range(0, WaitingEnds.ROOM + 5).forEach(i -> add("s" + i));
        assertThat(lost).isEqualTo(5);
        table.down = false;
        waiting.writeAll();
        assertThat(table.written).hasSize(WaitingEnds.ROOM);
    }
}
