package dev.tokenfamily.store.family;

import dev.tokenfamily.family.Selection;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The families of a selection, or their incidents, as a condition on {@code f} in HQL. */
public final class SelectionCondition {

    private final List<Term> terms = new ArrayList<>();

    private record Term(String attribute, String operator, Object value) {}

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

    public String text() {
        return String.join(
                " and ",
                terms.stream()
                        .map(t -> "f." + t.attribute + " " + t.operator + " :" + t.attribute)
                        .toList());
    }

    public <Q extends Query> Q bind(Q query) {
        terms.forEach(t -> query.setParameter(t.attribute, t.value));
        return query;
    }
}
