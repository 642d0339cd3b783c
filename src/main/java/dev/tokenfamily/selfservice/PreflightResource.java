package dev.tokenfamily.selfservice;

import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Answers what a browser asks before it sends a page's request to another origin. */
public final class PreflightResource {

    private final Callers callers;

    /** Serves one request. */
    PreflightResource(Callers callers) {
        this.callers = callers;
    }

    /** At any path, since nothing is said about what is there. */
    @OPTIONS
    @Path("{any: .*}")
    public Response preflight() {
        return callers.preflight();
    }
}
