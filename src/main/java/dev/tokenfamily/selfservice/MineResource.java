package dev.tokenfamily.selfservice;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.family.FamilyQueries.Page;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.request.CallRates;
import dev.tokenfamily.selfservice.OwnActions.Done;
import dev.tokenfamily.selfservice.WaitingActions.Waiting;
import dev.tokenfamily.takedown.Ended;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code /realms/{realm}/token-family/mine}: what users see of their own sign-ins, and what they change. Described for its callers
 * in {@code docs/how-to/my-sign-ins.md}.
 */
@Produces(MediaType.APPLICATION_JSON)
public final class MineResource {

    private static final Logger LOG = Logger.getLogger(MineResource.class);

    private static final int USUAL_FAMILIES = 50;
    private static final int USUAL_INCIDENTS = 20;

    private final Callers callers;
    private final CallRates beginnings;
    private final OwnFamilies families;
    private final OwnIncidents incidents;
    private final OwnActions actions;
    private final ActionWords words;
    private final ActionReport report;

    /** Serves one request. */
    MineResource(
            Callers callers,
            CallRates beginnings,
            OwnFamilies families,
            OwnIncidents incidents,
            OwnActions actions,
            ActionWords words,
            ActionReport report) {
        this.callers = callers;
        this.beginnings = beginnings;
        this.families = families;
        this.incidents = incidents;
        this.actions = actions;
        this.words = words;
        this.report = report;
    }

    private interface Work {

        ResponseBuilder run() throws IOException;
    }

    /** The caller's families, newest first. */
    @GET
    @Path("families")
    public Response families(@Context UriInfo uri) {
        return answer(() -> {
            Caller caller = callers.reader();
            Page page = OwnLists.page(uri.getQueryParameters(), USUAL_FAMILIES);
            return Response.ok(families.list(caller, page));
        });
    }

    /** The incidents that concern the caller, newest first. */
    @GET
    @Path("incidents")
    public Response incidents(@Context UriInfo uri) {
        return answer(() -> {
            Caller caller = callers.reader();
            Page page = OwnLists.page(uri.getQueryParameters(), USUAL_INCIDENTS);
            return Response.ok(incidents.list(caller, page));
        });
    }

    /**
     * An action that waits for its login.
     *
     * @param expiresIn seconds
     * @param kcAction the value of {@code kc_action} with which the login is to be asked for
     */
    record BegunAction(String id, long expiresIn, String kcAction) {}

    /** Begins an action. */
    @POST
    @Path("actions")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response begin(InputStream body) {
        return answer(() -> {
            Caller caller = callers.changer();
            WantedAction action = ActionRequest.read(body);
            long wait = beginnings.secondsToWait(caller.login());
            if (wait > 0) {
                throw Refused.tooMany(wait);
            }
            Waiting waiting = actions.begin(action, caller);
            return Response.status(Response.Status.CREATED)
                    .entity(new BegunAction(
                            waiting.id(), WaitingActions.LIFESPAN_SECONDS, ActionConfirmation.ID + ":" + waiting.id()));
        });
    }

    /**
     * What was done.
     *
     * @param families how many have ended; null where nobody has counted, as for an answer
     * @param signedOut whether the caller's own login has ended
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FinishedAction(String action, @Nullable Integer families, boolean signedOut) {}

    /** Does an action that was confirmed. */
    @POST
    @Path("actions/{id}")
    public Response finish(@PathParam("id") String id) {
        return answer(() -> {
            Caller caller = callers.changer();
            Map<String, Object> shown = actions.find(id, caller)
                    .flatMap(waiting -> words.describe(waiting.action(), caller.user()))
                    .orElse(Map.of());
            Done done = actions.finish(id, caller);
            report.tell(done, shown, caller);
            @Nullable Ended of = done.of();
            if (of != null && of.failure() != null) {
                LOG.warn("Not all has ended that a user wanted to end", of.failure());
                return Refused.unavailable().response();
            }
            return Response.ok(new FinishedAction(
                    done.waiting().action().text(),
                    of == null ? null : Integer.valueOf(of.extent().families()),
                    done.signedOut()));
        });
    }

    /** Does the work of an answer; what is refused is returned, not thrown, so that nothing of it is undone. */
    private Response answer(Work work) {
        ResponseBuilder answer;
        try {
            answer = work.run();
        } catch (Refused e) {
            LOG.debug("A request about own sign-ins is refused", e);
            answer = e.response();
        } catch (StoreUnavailableException e) {
            LOG.warn("A request about own sign-ins could not be answered", e);
            answer = Refused.unavailable().response();
        } catch (IOException e) {
            LOG.debug("A body could not be read", e);
            answer = Refused.invalid("The body cannot be read").response();
        }
        return callers.readable(answer.header(HttpHeaders.CACHE_CONTROL, "no-store"));
    }
}
