package dev.tokenfamily.globalrevocation;

import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Says to the caller why a request is not taken. */
final class RequestRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final Response.Status status;
    private final String error;
    private final long secondsToWait;

    private RequestRefused(
            Response.Status status, String error, String description, long secondsToWait, @Nullable Throwable cause) {
        super(description, cause);
        this.status = status;
        this.error = error;
        this.secondsToWait = secondsToWait;
    }

    /** The request cannot be understood. */
    static RequestRefused invalid(String description) {
        return of(Response.Status.BAD_REQUEST, "invalid_request", description);
    }

    /** The body is longer than any that makes sense. */
    static RequestRefused tooLong(String description) {
        return of(Response.Status.REQUEST_ENTITY_TOO_LARGE, "invalid_request", description);
    }

    /** The connection is open to everybody. */
    static RequestRefused withoutTls() {
        return of(Response.Status.FORBIDDEN, "invalid_request", "HTTPS required");
    }

    /** Nobody knows who asks. It is the same answer for each reason: whoever tries credentials learns nothing by it. */
    static RequestRefused unauthenticated() {
        return of(Response.Status.UNAUTHORIZED, "invalid_token", "The credential of this request is not accepted");
    }

    /** It is known who asks, and that one may not. */
    static RequestRefused forbidden(String description) {
        return of(Response.Status.FORBIDDEN, "insufficient_scope", description);
    }

    /** The caller asks too often. */
    static RequestRefused tooMany(long secondsToWait) {
        return new RequestRefused(
                Response.Status.TOO_MANY_REQUESTS,
                "slow_down",
                "This client asks too often. Try again later",
                secondsToWait,
                null);
    }

    /** The database does not take the order. */
    static RequestRefused unavailable(Throwable cause) {
        return new RequestRefused(
                Response.Status.SERVICE_UNAVAILABLE,
                "temporarily_unavailable",
                "The database is not available. Try again",
                1,
                cause);
    }

    private static RequestRefused of(Response.Status status, String error, String description) {
        return new RequestRefused(status, error, description, 0, null);
    }

    /** Of the answer. */
    Response.Status status() {
        return status;
    }

    /** A word for programs, as OAuth has them (RFC 6749 §5.2, RFC 6750 §3.1). */
    String error() {
        return error;
    }

    /** For the header {@code Retry-After}; 0 where there is none. */
    long secondsToWait() {
        return secondsToWait;
    }
}
