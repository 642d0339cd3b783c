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

    /** When and which the first row was that is left out; null where none is. */
    private final Object @Nullable [] leftOut;

    private Newest(String time, Object @Nullable [] leftOut) {
        this.time = time;
        this.leftOut = leftOut;
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
        SelectionCondition ofOne = new SelectionCondition(selection.ofOneOwner());
        List<Object[]> next = ofOne.bind(em.createQuery(
                        "select f." + time + ", f.rowId from " + entity + " f where " + ofOne.text()
                                + Listing.newestFirst(time),
                        Object[].class))
                .setFirstResult(most)
                .setMaxResults(1)
                .getResultList();
        return new Newest(time, next.isEmpty() ? null : next.get(0));
    }

    /** The condition, to follow another one, with parameters to {@link #bind}. The first part is what an index is read by. */
    public String text() {
        return leftOut == null
                ? ""
                : " and f." + time + " >= :after and (f." + time + " > :after or f.rowId > :afterId)";
    }

    /** Binds the parameters of {@link #text} in that query, and returns it. */
    public <Q extends Query> Q bind(Q query) {
        if (leftOut != null) {
            query.setParameter("after", leftOut[0]).setParameter("afterId", leftOut[1]);
        }
        return query;
    }
}
