package dev.tokenfamily.admin;

import static dev.tokenfamily.admin.QueryParameters.FIRST;
import static dev.tokenfamily.admin.QueryParameters.MAX;

import dev.tokenfamily.family.FamilyQueries.Page;
import java.util.List;
import java.util.Set;

/**
 * How much of each part of an export is wanted.
 *
 * @param first how many to skip, from 0
 * @param max how many at most, from 1
 */
record ExportPage(int first, int max) {

    static final Set<String> PARAMETERS = Set.of(FIRST, MAX);

    /** Of each part; hardly anybody has more. */
    static final int MOST = 10_000;

    static ExportPage of(QueryParameters parameters) {
        return new ExportPage(parameters.number(FIRST, 0, 0, Integer.MAX_VALUE), parameters.number(MAX, MOST, 1, MOST));
    }

    /** What is looked up: one more than is wanted, which tells whether there are more. */
    Page asked() {
        return new Page(first, max + 1);
    }

    /** What is wanted of what was found. */
    <T> List<T> shown(List<T> found) {
        return found.subList(0, Math.min(found.size(), max));
    }

    /** Whether more was found than is wanted. */
    boolean hasMore(List<?> found) {
        return found.size() > max;
    }
}
