package dev.tokenfamily.store.family;

import dev.tokenfamily.family.Selection;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A selection as a condition in HQL on {@code f}, a row of a family or of an incident. */
public final class SelectionCondition {

    private final List<Term> terms = new ArrayList<>();

    private record Term(String attribute, String operator, Object value) {}

    /** Lets the rows through that belong to the selection. */
    public SelectionCondition(Selection selection) {
        add("userId", "=", selection.userId());
        add("clientId", "=", selection.clientId());
        add("sessionId", "=", selection.sessionId());
        add("offline", "=", selection.offline());
        add("headIssuedAt", "<", selection.issuedBefore());
        add("realmId", "=", selection.realmId());
    }

    private void add(String attribute, String operator, @Nullable Object value) {
        if (value != null) {
            terms.add(new Term(attribute, operator, value));
        }
    }

    /** The condition, with parameters to {@link #bind}. */
    public String text() {
        return String.join(
                " and ",
                terms.stream()
                        .map(t -> "f." + t.attribute + " " + t.operator + " :" + t.attribute)
                        .toList());
    }

    /** Binds the parameters of {@link #text} in that query, and returns it. */
    public <Q extends Query> Q bind(Q query) {
        terms.forEach(t -> query.setParameter(t.attribute, t.value));
        return query;
    }
}
