package dev.tokenfamily.store.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenfamily.family.Owner;
import dev.tokenfamily.store.family.OwnedRow;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A node asks once for which incident a family died, and never takes one for missing that is only late. */
final class KnownIncidentsTest {

    private static final Owner OWNER = new Owner("realm", "client", "user", "session", false);

    private final Table table = new Table();
    private final KnownIncidents known = new KnownIncidents(table);

    /** Has incidents by the id of their family, once they are recorded. */
    private static final class Table implements KnownIncidents.Recorded {

        private final Map<String, String> incidents = new HashMap<>();
        private final Set<String> due = new HashSet<>();
        private boolean locked;
        private boolean unseen;
        private boolean down;
        private int asked;

        @Override
        public Optional<String> find(Owner owner, String familyId) throws SQLException {
            asked();
            return owner.equals(OWNER) ? Optional.ofNullable(incidents.get(familyId)) : Optional.empty();
        }

        @Override
        public boolean isSettled(OwnedRow.Key family) throws SQLException {
            asked();
            return !unseen && !due.contains(family.rowId());
        }

        @Override
        public void record(OwnedRow.Key family) throws SQLException {
            asked();
            if (!locked && due.remove(family.rowId())) {
                incidents.put(family.rowId(), "incident of " + family.rowId());
            }
        }

        private void asked() throws SQLException {
            asked++;
            if (down) {
                throw new SQLException("no");
            }
        }
    }

    @Test
    void givenItIsRecordedThenItIsAskedForOnce() throws SQLException {
        table.incidents.put("family", "id");
        assertThat(known.ofFamily(OWNER, "family")).contains("id");
        assertThat(known.ofFamily(OWNER, "family")).contains("id");
        assertThat(table.asked).isEqualTo(1);
    }

    @Test
    void givenItIsDueThenItIsRecordedFirst() throws SQLException {
        table.due.add("family");
        assertThat(known.ofFamily(OWNER, "family")).contains("incident of family");
    }

    /** By another node, or by this one later: what came in between is not counted, and what comes then is. */
    @Test
    void givenItCannotBeRecordedNowThenItIsAskedForAgain() throws SQLException {
        table.due.add("family");
        table.locked = true;
        assertThat(known.ofFamily(OWNER, "family")).isEmpty();
        table.locked = false;
        assertThat(known.ofFamily(OWNER, "family")).contains("incident of family");
    }

    @Test
    void givenThereIsNoneAnyMoreThenThatIsAskedForOnce() throws SQLException {
        assertThat(known.ofFamily(OWNER, "old")).isEmpty();
        int asked = table.asked;
        assertThat(known.ofFamily(OWNER, "old")).isEmpty();
        assertThat(table.asked).isEqualTo(asked);
    }

    /** A node of a cluster of databases may not have the revocation yet that the request has read from another. */
    @Test
    void givenADatabaseThatDoesNotKnowYetThatTheFamilyIsDeadThenItIsAskedForAgain() throws SQLException {
        table.unseen = true;
        assertThat(known.ofFamily(OWNER, "family")).isEmpty();
        table.unseen = false;
        table.incidents.put("family", "id");
        assertThat(known.ofFamily(OWNER, "family")).contains("id");
    }

    @Test
    void givenADatabaseThatIsDownThenNothingIsTakenForKnown() throws SQLException {
        table.incidents.put("family", "id");
        table.down = true;
        assertThatThrownBy(() -> known.ofFamily(OWNER, "family")).isInstanceOf(SQLException.class);
        table.down = false;
        assertThat(known.ofFamily(OWNER, "family")).contains("id");
    }

    @Test
    void givenAnotherOwnersFamilyOfThatIdThenItsIncidentIsNotMistakenForIt() throws SQLException {
        table.incidents.put("family", "id");
        assertThat(known.ofFamily(OWNER, "family")).contains("id");
        assertThat(known.ofFamily(new Owner("other", "client", "user", "session", false), "family"))
                .isEmpty();
    }
}
