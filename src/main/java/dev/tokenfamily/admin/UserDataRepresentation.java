package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is held of a user, as an export. Each part is newest first.
 *
 * @param userId of the user
 * @param username of the user; null where only a directory knows
 * @param time of the export, epoch milliseconds
 * @param families of the user
 * @param incidents of the user
 * @param ends that are on record of the user
 * @param acts what the user has ended of others; null for whoever may not see events
 * @param notices what is, or was, to be told about the user
 * @param more whether a part has more than was asked for: the rest is asked for by {@code first}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserDataRepresentation(
        String userId,
        @Nullable String username,
        long time,
        List<FamilyRepresentation> families,
        List<IncidentRepresentation> incidents,
        List<EndRepresentation> ends,
        @Nullable List<ActRepresentation> acts,
        List<NoticeRepresentation> notices,
        boolean more) {

    /**
     * What was exported, for the admin event.
     *
     * @param families how many
     * @param incidents how many
     * @param ends how many
     * @param acts how many
     * @param notices how many
     */
    record Extent(int families, int incidents, int ends, int acts, int notices) {}

    Extent extent() {
        return new Extent(
                families.size(), incidents.size(), ends.size(), acts == null ? 0 : acts.size(), notices.size());
    }
}
