package dev.tokenfamily.selfservice;

import dev.tokenfamily.family.FamilyQueries.Page;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is asked of a list: from where on, and how many. */
final class OwnLists {

    private static final int MOST = 100;

    private static final int FARTHEST = 100_000;

    private static final Set<String> PARAMETERS = Set.of("first", "max");

    private OwnLists() {}

    /** The page that the query asks for, and one more than that, which tells whether there are more. */
    static Page page(MultivaluedMap<String, String> query, int usual) {
        for (String name : query.keySet()) {
            if (!PARAMETERS.contains(name)) {
                throw Refused.invalid("Unknown parameter; known are 'first' and 'max'");
            }
        }
        return new Page(number(query, "first", 0, 0, FARTHEST), number(query, "max", usual, 1, MOST) + 1);
    }

    /** Those of the page alone. */
    static <T> List<T> shown(List<T> found, Page page) {
        return found.subList(0, Math.min(found.size(), page.max() - 1));
    }

    /** From where on the rest is, if more was found than the page has; null otherwise. Of what was found some may not be shown. */
    static @Nullable Integer next(List<?> found, Page page) {
        return found.size() < page.max() ? null : Integer.valueOf(page.first() + page.max() - 1);
    }

    private static int number(MultivaluedMap<String, String> query, String name, int usual, int least, int most) {
        @Nullable List<String> given = query.get(name);
        if (given == null) {
            return usual;
        }
        if (given.size() == 1 && given.get(0).matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(given.get(0));
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw Refused.invalid("The parameter '%s' must be a number from %d to %d".formatted(name, least, most));
    }
}
