package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.report.Recommendation;
import org.jspecify.annotations.Nullable;

/**
 * What to do next about a client.
 *
 * @param code what, for programs
 * @param graceSeconds the grace period that it speaks of
 * @param of how many reuses it rests on
 * @param lost how many of these look like a lost answer
 * @param text the same for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecommendationRepresentation(
        String code, @Nullable Integer graceSeconds, long of, long lost, String text) {

    static @Nullable RecommendationRepresentation of(@Nullable Recommendation recommended) {
        return recommended == null
                ? null
                : new RecommendationRepresentation(
                        recommended.code().text(),
                        recommended.graceSeconds(),
                        recommended.of(),
                        recommended.lost(),
                        recommended.text());
    }
}
