package dev.tokenfamily.store;

import dev.tokenfamily.family.Selection;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The families of a selection, or their incidents, as a condition on {@code f} in HQL. */
final class SelectionCondition {

    private final List<Term> terms = new ArrayList<>();

    private record Term(String attribute, String operator, Object value) {}

    private SelectionCondition() {}

    static SelectionCondition of(Selection selection) {
        SelectionCondition condition = new SelectionCondition();
        if (selection instanceof Selection.OfClientSession s) {
            condition.is("sessionId", s.sessionId()).is("clientId", s.clientId());
        } else if (selection instanceof Selection.OfUserSession s) {
            condition.is("sessionId", s.sessionId());
        } else if (selection instanceof Selection.OfEndedSession s) {
            condition.is("sessionId", s.sessionId()).is("offline", s.offline());
        } else if (selection instanceof Selection.OfUser s) {
            condition.is("userId", s.userId());
        } else if (selection instanceof Selection.OfClientOfUser s) {
            condition.is("userId", s.userId()).is("clientId", s.clientId());
        } else if (selection instanceof Selection.OfClient s) {
            condition.is("clientId", s.clientId());
        } else if (selection instanceof Selection.OfSessionsOfRealm s) {
            condition.is("offline", s.offline());
        } else if (selection instanceof Selection.OfRealmIssuedBefore s) {
            condition.isLess("headIssuedAt", s.time());
        } else if (selection instanceof Selection.Matching s) {
            condition
                    .isIfGiven("userId", s.userId())
                    .isIfGiven("clientId", s.clientId())
                    .isIfGiven("sessionId", s.sessionId());
        } else {
            Selection.OfClientIssuedBefore s = (Selection.OfClientIssuedBefore) selection;
            condition.is("clientId", s.clientId()).isLess("headIssuedAt", s.time());
        }
        return condition.is("realmId", selection.realmId());
    }

    private SelectionCondition is(String attribute, Object value) {
        terms.add(new Term(attribute, "=", value));
        return this;
    }

    private SelectionCondition isIfGiven(String attribute, @Nullable Object value) {
        return value == null ? this : is(attribute, value);
    }

    private SelectionCondition isLess(String attribute, Object value) {
        terms.add(new Term(attribute, "<", value));
        return this;
    }

    String text() {
        return String.join(
                " and ",
                terms.stream()
                        .map(t -> "f." + t.attribute + " " + t.operator + " :" + t.attribute)
                        .toList());
    }

    <Q extends Query> Q bind(Q query) {
        terms.forEach(t -> query.setParameter(t.attribute, t.value));
        return query;
    }
}
