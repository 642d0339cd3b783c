package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.policy.EffectivePolicy.Match;
import dev.tokenfamily.policy.PolicyKey;
import dev.tokenfamily.policy.PolicyReport;
import dev.tokenfamily.policy.Warning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET policy} answers.
 *
 * @param dependsOnRequest whether a condition can be decided by a request only; then any of the matches from the
 *     effective one on may govern
 * @param effective null where the client is not governed, whatever the request may change about that
 * @param matches all policies that match or may match, of which the last one wins
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyRepresentation(
        String clientId,
        boolean dependsOnRequest,
        @Nullable MatchRepresentation effective,
        List<MatchRepresentation> matches,
        List<WarningRepresentation> warnings) {

    static PolicyRepresentation of(String clientId, PolicyReport report) {
        Optional<MatchRepresentation> certain = report.effective().certain().map(MatchRepresentation::of);
        return new PolicyRepresentation(
                clientId,
                report.effective().dependsOnRequest(),
                certain.orElse(null),
                report.effective().matches().stream()
                        .map(MatchRepresentation::of)
                        .toList(),
                report.warnings().stream().map(WarningRepresentation::of).toList());
    }

    /**
     * A policy that matches or may match, and where it came from.
     *
     * @param policy by the keys of the configuration, defaults included
     */
    public record MatchRepresentation(
            String clientPolicy, String profile, boolean dependsOnRequest, Map<String, Object> policy) {

        static MatchRepresentation of(Match match) {
            return new MatchRepresentation(
                    match.clientPolicy(),
                    match.profile(),
                    match.dependsOnRequest(),
                    PolicyKey.configuration(match.policy()));
        }
    }

    /**
     * Something unsafe.
     *
     * @param id fixed, for programs
     * @param message for people
     */
    public record WarningRepresentation(String id, String message) {

        private static WarningRepresentation of(Warning warning) {
            return new WarningRepresentation(warning.id(), warning.message());
        }
    }
}
