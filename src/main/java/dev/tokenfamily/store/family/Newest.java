package dev.tokenfamily.store.family;

import dev.tokenfamily.family.Selection;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest rows of one user, or else of one client, or else of a realm, as a condition in HQL on {@code f}: of each of the three
 * an index has the rows in the order of time. A filter that no index knows looks at no other rows then.
 */
public final class Newest {

    private final String time;

    private final @Nullable Bounds bounds;

    /**
     * Null where no row is left out.
     *
     * @param latest the time of the newest row
     * @param after the time of the first row that is left out
     * @param afterId the id of that row
     */
    private record Bounds(Object latest, Object after, Object afterId) {}

    private Newest(String time, @Nullable Bounds bounds) {
        this.time = time;
        this.bounds = bounds;
    }

    /**
     * So many of those among which a selection selects; all of them where there is no limit.
     *
     * @param entity the name of the rows' entity
     * @param time the attribute of a row by which it is newer or older
     * @param most from 1; null for no limit
     */
    public static Newest of(EntityManager em, String entity, String time, Selection selection, @Nullable Integer most) {
        if (most == null) {
            return new Newest(time, null);
        }
        List<Object[]> leftOut = row(em, entity, time, selection, most);
        if (leftOut.isEmpty()) {
            return new Newest(time, null);
        }
        Object latest = row(em, entity, time, selection, 0).get(0)[0];
        return new Newest(time, new Bounds(latest, leftOut.get(0)[0], leftOut.get(0)[1]));
    }

    /** When and which the row at that position is, the newest first; empty where there are no more. */
    private static List<Object[]> row(EntityManager em, String entity, String time, Selection selection, int position) {
        SelectionCondition ofOne = new SelectionCondition(selection.ofOneOwner());
        return ofOne.bind(em.createQuery(
                        "select f." + time + ", f.rowId from " + entity + " f where " + ofOne.text()
                                + Listing.newestFirst(time),
                        Object[].class))
                .setFirstResult(position)
                .setMaxResults(1)
                .getResultList();
    }

    /**
     * The condition, to follow another one, with parameters to {@link #bind}. It says too how new the newest row is: else a database
     * takes a user who has not been here for long to have all that others have had since, and reads the whole table.
     */
    public String text() {
        return bounds == null
                ? ""
                : " and f." + time + " between :after and :latest and (f." + time + " > :after or f.rowId > :afterId)";
    }

    /** Binds the parameters of {@link #text} in that query, and returns it. */
    public <Q extends Query> Q bind(Q query) {
        if (bounds != null) {
            query.setParameter("latest", bounds.latest())
                    .setParameter("after", bounds.after())
                    .setParameter("afterId", bounds.afterId());
        }
        return query;
    }
}
