package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Something ended that a user's tokens lived on. What is absent is not known, or does not matter.
 *
 * @param id of the record
 * @param time epoch milliseconds
 * @param cause why it ended, as {@code docs/openapi.yaml} lists them
 * @param scope how far it reached: {@code family}, {@code client-session}, {@code user-session}, {@code user}, {@code client}
 *     or {@code realm}
 * @param userId of the user, by id; absent where it reached further
 * @param clientId the {@code client_id}; absent where it concerned all clients
 * @param sessionId of the user session
 * @param familyId of the family
 * @param offline whether it was an offline session
 * @param by who did it
 * @param from where that one was
 * @param incidentId of the incident that it follows from
 * @param detail what else is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EndRepresentation(
        String id,
        long time,
        String cause,
        String scope,
        @Nullable String userId,
        @Nullable String clientId,
        @Nullable String sessionId,
        @Nullable String familyId,
        @Nullable Boolean offline,
        ActorRepresentation by,
        @Nullable OriginRepresentation from,
        @Nullable String incidentId,
        @Nullable String detail) {}
