package dev.tokenfamily.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DatabaseProbeTest {

    private boolean own = true;
    private boolean shared = true;
    private int askedShared;
    private int answers;
    private final DatabaseProbe probe = new DatabaseProbe(() -> own, this::shared, () -> answers++);

    private boolean shared() {
        askedShared++;
        return shared;
    }

    @Test
    void givenItsOwnConnectionThenItTakesNoOther() {
        shared = false;
        probe.ask();
        assertThat(answers).isEqualTo(1);
        assertThat(askedShared).isZero();
    }

    @Test
    void givenNoConnectionOfItsOwnThenAnySaysThatTheDatabaseIsThere() {
        own = false;
        probe.ask();
        probe.ask();
        assertThat(answers).isEqualTo(2);
    }

    @Test
    void givenNoConnectionAtAllThenThereIsNoAnswer() {
        own = false;
        shared = false;
        probe.ask();
        assertThat(answers).isZero();
    }
}
