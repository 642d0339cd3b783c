package dev.tokenfamily.admin;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which refresh tokens are to end: those that match everything that is given, of which there is something.
 *
 * @param clientId the {@code client_id}
 * @param dryRun whether they are to be counted only
 */
record RevocationRequest(
        @Nullable String userId,
        @Nullable String clientId,
        @Nullable String sessionId,
        boolean dryRun) {

    /** The fields of the body. */
    static final Set<String> FIELDS = Set.of("userId", "clientId", "sessionId", "dryRun");

    /** Reads a body of JSON; 400 for anything else than these fields, 413 for more than 64 KiB. */
    static RevocationRequest read(InputStream body) throws IOException {
        RequestBody given = RequestBody.read(body, FIELDS);
        RevocationRequest request = new RevocationRequest(
                given.text("userId"), given.text("clientId"), given.text("sessionId"), given.flag("dryRun"));
        if (request.userId == null && request.clientId == null && request.sessionId == null) {
            throw RequestBody.invalid("One of 'userId', 'clientId' and 'sessionId' must be given");
        }
        return request;
    }
}
