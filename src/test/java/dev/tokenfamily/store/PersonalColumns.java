package dev.tokenfamily.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import liquibase.exception.LiquibaseException;

/** What the change log says of our tables: their columns, and those that name a user by the id. */
public final class PersonalColumns {

    /** Whoever adds a column that names a user by another word adds the word. */
    private static final Set<String> NAMES = Set.of("USER_ID", "ACTOR_ID");

    private PersonalColumns() {}

    /**
     * A column that names a user.
     *
     * @param table that has it
     * @param name of the column
     */
    public record Column(String table, String name) {}

    /** All that name a user. */
    public static List<Column> all() {
        List<Column> all = new ArrayList<>();
        ofTables()
                .forEach((table, names) ->
                        names.stream().filter(NAMES::contains).forEach(name -> all.add(new Column(table, name))));
        return all;
    }

    /** The columns of each table. */
    public static Map<String, Set<String>> ofTables() {
        try {
            return ChangeLogModel.read().columns();
        } catch (LiquibaseException e) {
            throw new IllegalStateException(e);
        }
    }
}
