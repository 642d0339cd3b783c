package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What became of an incident, or in a dry run would.
 *
 * @param state that it has
 * @param families that were active, and ended
 * @param clientSessions that ended, online and offline ones
 * @param notifyUser whether the user is mailed because of this request
 * @param requiredAction what the user has to do at the next interactive login because of this request; null for nothing more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IncidentStateRepresentation(
        String state,
        int families,
        int clientSessions,
        @JsonProperty("notify") boolean notifyUser,
        @Nullable String requiredAction) {}
