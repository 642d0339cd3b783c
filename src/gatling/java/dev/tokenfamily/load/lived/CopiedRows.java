package dev.tokenfamily.load.lived;

import dev.tokenfamily.harness.server.Postgres;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rows made of one that a server has written, by SQL: all columns as they are, whatever there are, but for some. The copy
 * has the number {@code n}.
 *
 * @param database where they are
 * @param copies how many of each row, numbered from 0
 */
record CopiedRows(Postgres database, int copies) {

    /**
     * Copies what is found.
     *
     * @param where the condition on the {@code original}
     * @param values SQL expressions of {@code original} and {@code n}, by column
     */
    void of(String table, String where, Map<String, String> values) {
        String changed = values.entrySet().stream()
                .map(value -> "'" + value.getKey() + "', " + value.getValue())
                .collect(Collectors.joining(", "));
        database.execute("insert into " + table + " select copy.* from " + table + " original"
                + " cross join generate_series(0, " + (copies - 1) + ") n"
                + " cross join lateral jsonb_populate_record(original, jsonb_build_object(" + changed + ")) copy"
                + " where " + where);
    }
}
