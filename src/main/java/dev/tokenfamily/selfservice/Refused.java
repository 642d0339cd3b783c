package dev.tokenfamily.selfservice;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

/** A request that is not done, and what its caller is told. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Response.Status status;
    private final String code;
    private final long retryAfter;

    private Refused(Response.Status status, String code, String description, long retryAfter) {
        super(description);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    private Refused(Response.Status status, String code, String description) {
        this(status, code, description, 0);
    }

    /** The request says something that it may not say. */
    static Refused invalid(String description) {
        return new Refused(Response.Status.BAD_REQUEST, "invalid_request", description);
    }

    /** There is no token, or none that is good (RFC 6750 §3.1). */
    static Refused invalidToken() {
        return new Refused(Response.Status.UNAUTHORIZED, "invalid_token", "A valid access token is needed");
    }

    /** Somebody may not do that. */
    static Refused forbidden(String code, String description) {
        return new Refused(Response.Status.FORBIDDEN, code, description);
    }

    /** There is none, or none of this user. */
    static Refused notFound(String what) {
        return new Refused(Response.Status.NOT_FOUND, "not_found", "Could not find " + what);
    }

    /** No login was made for it. */
    static Refused loginRequired() {
        return new Refused(Response.Status.CONFLICT, "login_required", "A login that confirms this action is needed");
    }

    /** Somebody was faster. */
    static Refused noLongerPossible(String description) {
        return new Refused(Response.Status.CONFLICT, "no_longer_possible", description);
    }

    /** The body is longer than any that is needed. */
    static Refused tooLarge(int most) {
        return new Refused(
                Response.Status.REQUEST_ENTITY_TOO_LARGE, "too_large", "The body is longer than " + most + " bytes");
    }

    /**
     * There were too many.
     *
     * @param seconds after which another one is answered, from 1
     */
    static Refused tooMany(long seconds) {
        return new Refused(Response.Status.TOO_MANY_REQUESTS, "too_many_requests", "Too many requests", seconds);
    }

    /** The database does not answer. */
    static Refused unavailable() {
        return new Refused(
                Response.Status.SERVICE_UNAVAILABLE,
                "unavailable",
                "The database is not available. What has ended stays so; try again");
    }

    /** The status of the answer. */
    Response.Status status() {
        return status;
    }

    /**
     * The error in the form of OAuth (RFC 6749 §5.2).
     *
     * @param code which one
     * @param description an English sentence for developers
     */
    record Problem(
            @JsonProperty("error") String code,
            @JsonProperty("error_description") String description) {}

    /** The answer. It is returned, not thrown: what was done before, such as an event, is not undone. */
    ResponseBuilder response() {
        ResponseBuilder answer = Response.status(status)
                .entity(new Problem(code, String.valueOf(getMessage())))
                .type(MediaType.APPLICATION_JSON);
        if (status == Response.Status.UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        }
        return retryAfter > 0 ? answer.header(HttpHeaders.RETRY_AFTER, retryAfter) : answer;
    }
}
