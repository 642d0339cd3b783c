package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.policy.EffectivePolicy;
import dev.tokenfamily.policy.EffectivePolicy.Match;
import dev.tokenfamily.policy.ForUsers;
import dev.tokenfamily.policy.PolicyKey;
import dev.tokenfamily.policy.PolicyReport;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET policy} answers.
 *
 * @param userId about whom it was asked; null for all users
 * @param dependsOnRequest whether a condition can be decided by a request only; then any of the matches from the
 *     effective one on may govern
 * @param dependsOnUser whether it depends on the user which of the matches from the effective one on governs; never where it was
 *     asked about one
 * @param effective null where the client is not governed, whatever the request and the user may change about that
 * @param matches all policies that match or may match, of which the last one wins
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyRepresentation(
        String clientId,
        @Nullable String userId,
        boolean dependsOnRequest,
        boolean dependsOnUser,
        @Nullable MatchRepresentation effective,
        List<MatchRepresentation> matches,
        List<WarningRepresentation> warnings) {

    /** For all users. */
    static PolicyRepresentation of(String clientId, PolicyReport report) {
        EffectivePolicy effective = report.effective();
        return new PolicyRepresentation(
                clientId,
                null,
                effective.dependsOnRequest(),
                effective.dependsOnUser(),
                effective.certain().map(MatchRepresentation::of).orElse(null),
                effective.matches().stream().map(MatchRepresentation::of).toList(),
                WarningRepresentation.of(report));
    }

    /**
     * For one user.
     *
     * @param includes whether the user belongs to those
     */
    static PolicyRepresentation of(String clientId, String userId, PolicyReport report, Predicate<ForUsers> includes) {
        EffectivePolicy effective = report.effective();
        return new PolicyRepresentation(
                clientId,
                userId,
                effective.forUser(includes).dependsOnRequest(),
                false,
                effective
                        .certainFor(includes)
                        .map(winner -> MatchRepresentation.of(winner, true))
                        .orElse(null),
                effective.matches().stream()
                        .map(match -> MatchRepresentation.of(match, includes.test(match.users())))
                        .toList(),
                WarningRepresentation.of(report));
    }

    /**
     * A policy that matches or may match, and where it came from.
     *
     * @param forUser whether it is for the user about whom it was asked; null where it was asked about all
     * @param policy by the keys of the configuration, defaults included; {@code for-roles} and {@code for-groups} say whom it governs
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MatchRepresentation(
            String clientPolicy,
            String profile,
            boolean dependsOnRequest,
            @Nullable Boolean forUser,
            Map<String, Object> policy) {

        static MatchRepresentation of(Match match) {
            return of(match, null);
        }

        private static MatchRepresentation of(Match match, @Nullable Boolean forUser) {
            return new MatchRepresentation(
                    match.clientPolicy(),
                    match.profile(),
                    match.dependsOnRequest(),
                    forUser,
                    PolicyKey.configuration(match.rule()));
        }
    }

    /**
     * Something unsafe.
     *
     * @param id fixed, for programs
     * @param message for people
     */
    public record WarningRepresentation(String id, String message) {

        private static List<WarningRepresentation> of(PolicyReport report) {
            return report.warnings().stream()
                    .map(warning -> new WarningRepresentation(warning.id(), warning.message()))
                    .toList();
        }
    }
}
