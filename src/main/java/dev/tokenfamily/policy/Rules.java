package dev.tokenfamily.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rules that match a request, of which the last one governs that is for its user. Who that is, nobody can say before the token
 * has been verified (ADR 31).
 *
 * @param inOrder as Keycloak runs the client policies
 */
public record Rules(List<Rule> inOrder) {

    /** Where none matches. */
    public static final Rules NONE = new Rules(List.of());

    /** Takes a copy, so that they never change. */
    public Rules {
        inOrder = List.copyOf(inOrder);
    }

    /** These rules and one that comes after them. */
    public Rules and(Rule later) {
        List<Rule> more = new ArrayList<>(inOrder);
        more.add(later);
        return new Rules(more);
    }

    /** Whether none matches, whoever the user is. */
    public boolean isEmpty() {
        return inOrder.isEmpty();
    }

    /**
     * The policy that governs a user; empty where none does.
     *
     * @param includes whether the user belongs to those; asked only of rules that are not for everybody
     */
    public Optional<Policy> governing(Predicate<ForUsers> includes) {
        for (int i = inOrder.size() - 1; i >= 0; i--) {
            Rule rule = inOrder.get(i);
            if (rule.users().everybody() || includes.test(rule.users())) {
                return Optional.of(rule.policy());
            }
        }
        return Optional.empty();
    }

    /** The policy where the user is gone, and nobody can say who governed: the last that enforces, or else the last. */
    public Optional<Policy> strictest() {
        List<Rule> possible = possible();
        return possible.stream()
                .map(Rule::policy)
                .filter(Policy::enforced)
                .reduce((earlier, later) -> later)
                .or(() -> governing(users -> true));
    }

    /** Whether there can be a user for whom an enforced policy governs. */
    public boolean mayEnforce() {
        return possible().stream().anyMatch(rule -> rule.policy().enforced());
    }

    /** Whether an enforced policy governs whoever the user is. */
    public boolean enforceForAll() {
        List<Rule> possible = possible();
        return !possible.isEmpty()
                && possible.get(0).users().everybody()
                && possible.stream().allMatch(rule -> rule.policy().enforced());
    }

    /** Whether there can be a user whose families end for being too many. */
    public boolean mayEndTooMany() {
        return possible().stream()
                .map(Rule::policy)
                .anyMatch(policy -> policy.enforced() && policy.cap().on());
    }

    /** The last that is for everybody, if there is one, and those after it. */
    private List<Rule> possible() {
        int first = 0;
        for (int i = 0; i < inOrder.size(); i++) {
            first = inOrder.get(i).users().everybody() ? i : first;
        }
        return inOrder.subList(first, inOrder.size());
    }
}
