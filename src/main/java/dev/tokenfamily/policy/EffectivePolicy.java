package dev.tokenfamily.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which policies may govern a client's refreshes, as far as that can be told without a request.
 *
 * @param matches in the order of the client policies, of which the last one wins
 */
public record EffectivePolicy(List<Match> matches) {

    /** Takes a copy of the matches, so that they never change. */
    public EffectivePolicy {
        matches = List.copyOf(matches);
    }

    /**
     * A policy that matches, or may match.
     *
     * @param clientPolicy the name of the client policy that it came from
     * @param profile the name of the client profile
     * @param users whom it governs
     * @param dependsOnRequest whether a condition can be decided by a request only
     * @param reasons why it matches, or when: for each condition in its favour a clause, as in "the client is public"
     */
    public record Match(
            String clientPolicy,
            String profile,
            Policy policy,
            ForUsers users,
            boolean dependsOnRequest,
            List<String> reasons) {

        /** Takes a copy of the reasons, so that they never change. */
        public Match {
            reasons = List.copyOf(reasons);
        }

        /** Whether it governs whatever the request, and whoever the user. */
        private boolean certain() {
            return !dependsOnRequest && users.everybody();
        }

        /** The rule that matches. */
        public Rule rule() {
            return new Rule(policy, users);
        }

        private String sentence(@Nullable Match winner) {
            String since = String.join(" and ", reasons);
            String whom = users.everybody() ? "" : users.inWords();
            if (dependsOnRequest) {
                return "The client policy '" + clientPolicy + "' applies to a request"
                        + (whom.isEmpty() ? "" : " of " + whom) + " if " + since + ".";
            }
            return "The client policy '" + clientPolicy + "' applies" + (whom.isEmpty() ? "" : " to " + whom)
                    + ", because " + since
                    + (winner == null
                            ? "."
                            : "; but '" + winner.clientPolicy + "' comes later in the list, and the last one wins.");
        }
    }

    /** Why the client is governed as it is, in English: a sentence for each match, the last of the list first. */
    public List<String> why() {
        if (matches.isEmpty()) {
            return List.of("No enabled client policy with our executor applies to this client.");
        }
        @Nullable Match governing = certain().orElse(null);
        int governs = governing == null ? -1 : matches.lastIndexOf(governing);
        List<String> sentences = new ArrayList<>();
        for (int i = matches.size() - 1; i >= 0; i--) {
            sentences.add(matches.get(i).sentence(i < governs ? governing : null));
        }
        return sentences;
    }

    /**
     * The match that governs whatever the request and whoever the user, unless a later one matches too that depends on the request
     * or is for some users.
     */
    public Optional<Match> certain() {
        return matches.stream().filter(Match::certain).reduce((earlier, later) -> later);
    }

    /**
     * The match that governs one user whatever the request, unless a later one matches too that depends on the request.
     *
     * @param includes whether the user belongs to those
     */
    public Optional<Match> certainFor(Predicate<ForUsers> includes) {
        return matches.stream()
                .filter(match -> !match.dependsOnRequest() && includes.test(match.users()))
                .reduce((earlier, later) -> later);
    }

    /**
     * What is left of this for one user: the matches that govern that user, who need not be looked at any more.
     *
     * @param includes whether the user belongs to those
     */
    public EffectivePolicy forUser(Predicate<ForUsers> includes) {
        return new EffectivePolicy(matches.stream()
                .filter(match -> includes.test(match.users()))
                .map(match -> new Match(
                        match.clientPolicy(),
                        match.profile(),
                        match.policy(),
                        ForUsers.ALL,
                        match.dependsOnRequest(),
                        match.reasons()))
                .toList());
    }

    /**
     * The {@link #certain} match, if there is one, and those after it that depend on the request or the user: one of them governs.
     */
    public List<Match> candidates() {
        int first = certain().map(matches::lastIndexOf).orElse(0);
        return matches.subList(first, matches.size());
    }

    /** Whether the request decides which policy governs, or whether one does at all. */
    public boolean dependsOnRequest() {
        return candidates().stream().anyMatch(Match::dependsOnRequest);
    }

    /** Whether the user decides which policy governs, or whether one does at all. */
    public boolean dependsOnUser() {
        return candidates().stream().anyMatch(match -> !match.users().everybody());
    }

    /**
     * The policy to judge by without a request, where its client need not be the one that asks: one that enforces, if there
     * can be
     * one; one that observes only if some policy governs in any case. Empty where perhaps none does.
     */
    public Optional<Policy> strictest() {
        Optional<Policy> enforced = candidates().stream()
                .map(Match::policy)
                .filter(Policy::enforced)
                .reduce((earlier, later) -> later);
        return enforced.or(() -> certain().map(Match::policy));
    }

    /** The policy to advise an admin by: the {@link #strictest}, or else the last that may govern. Empty where none may. */
    public Optional<Policy> advised() {
        return strictest().or(() -> candidates().stream().map(Match::policy).reduce((earlier, later) -> later));
    }
}
