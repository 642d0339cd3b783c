package dev.tokenfamily.admin;

import dev.tokenfamily.takedown.SelectedTokens.Extent;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.representations.idm.ErrorRepresentation;

/**
 * A refusal of a request that has done something by then. It is as Keycloak's {@code ErrorResponse} has it, but returned: one that
 * is thrown has the request rolled back, and with it the admin event and the history of what has ended.
 */
final class Unfinished {

    private Unfinished() {}

    /** 409 with that message. */
    static Response conflict(String message) {
        return refusal(Response.Status.CONFLICT, message);
    }

    /**
     * 503: not everything is done, and what is done can be done again.
     *
     * @param what is not done, as a sentence without its end
     */
    static Response unavailable(String what, Extent ended) {
        return refusal(
                Response.Status.SERVICE_UNAVAILABLE,
                "The database is not available. %s (token families: %d, client sessions: %d). Try again; what has ended stays so"
                        .formatted(what, ended.families(), ended.clientSessions()));
    }

    private static Response refusal(Response.Status status, String message) {
        ErrorRepresentation refusal = new ErrorRepresentation();
        refusal.setErrorMessage(message);
        return Response.status(status)
                .entity(refusal)
                .type(MediaType.APPLICATION_JSON)
                .build();
    }
}
