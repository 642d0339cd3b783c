package dev.tokenfamily.store.family;

import dev.tokenfamily.family.FamilyQueries.Page;
import jakarta.persistence.TypedQuery;
import java.util.stream.Stream;

/** How rows that belong to somebody ({@link OwnedRow}) are listed: a part of all, newest first. */
public final class Listing {

    private Listing() {}

    /**
     * The order of a query in HQL about rows {@code f}; their id makes it the same on every page.
     *
     * @param time the attribute of a row by which it is newer or older
     */
    public static String newestFirst(String time) {
        return " order by f." + time + " desc, f.rowId desc";
    }

    /** One part of what the query finds; the database is not asked for an empty one. */
    public static <T> Stream<T> page(TypedQuery<T> query, Page page) {
        return page.max() == 0
                ? Stream.empty()
                : query.setFirstResult(page.first()).setMaxResults(page.max()).getResultList().stream();
    }
}
