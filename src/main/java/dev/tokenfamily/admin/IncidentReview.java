package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenfamily.clientpolicy.RotationExecutorConfiguration;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentState;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.incident.RecordedIncidents;
import dev.tokenfamily.incident.RecordedIncidents.ChangeOutcome;
import dev.tokenfamily.incident.StateChange;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.takedown.Ended;
import dev.tokenfamily.takedown.FamilyTakedown;
import dev.tokenfamily.takedown.SelectedTokens.Extent;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.OperationType;

/**
 * What an admin makes of an incident. What is to end ends before the state says so: where either fails, the incident is still in
 * the queue, what has ended has its admin event, and it can be tried again.
 */
public final class IncidentReview {

    private static final Logger LOG = Logger.getLogger(IncidentReview.class);

    private final AdminRequest admin;
    private final IncidentLookup lookup;
    private final RecordedIncidents incidents;
    private final FamilyTakedown takedown;
    private final FalseAlarms falseAlarms;

    /** Where the report counts what is a false alarm. */
    public interface FalseAlarms {

        /** An incident is one now, or is none any more, to an admin; {@code incident} is as it was before. */
        void decided(ListedIncident incident, IncidentState state);
    }

    /** Serves one request of that admin. */
    public IncidentReview(
            AdminRequest admin,
            IncidentLookup lookup,
            RecordedIncidents incidents,
            FamilyTakedown takedown,
            FalseAlarms falseAlarms) {
        this.admin = admin;
        this.lookup = lookup;
        this.incidents = incidents;
        this.takedown = takedown;
        this.falseAlarms = falseAlarms;
    }

    /** What was asked for, and how much ended, for the admin event; without a state where that was not changed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangedState(
            @Nullable String state,
            String expected,
            String revoke,
            int families,
            int clientSessions,
            @JsonProperty("notify") boolean notifyUser,
            @Nullable String requiredAction) {}

    /** The incident with that id, if the admin may end what its user has; 403 otherwise, and 404 where there is none. */
    ListedIncident manageable(String incidentId) {
        Optional<ListedIncident> found = lookup.find(incidentId);
        if (found.isEmpty()) {
            admin.requireManage(null);
            throw IncidentLookup.notFound();
        }
        admin.requireManageOfOwner(found.get().incident().owner().userId());
        return found.get();
    }

    /**
     * Does what the request says, or tells what it would do. The answer is an {@link IncidentStateRepresentation}, or 409 where the
     * incident is not as the admin has seen it, or 503 where something has ended and not all is done; 400 is thrown where what is
     * to follow cannot.
     *
     * @param listed the incident, which the admin may {@linkplain #manageable manage}
     */
    Response change(ListedIncident listed, IncidentStateRequest request) {
        requireEnabled(request.requiredAction());
        if (request.notifyUser() && !isWorthAMail(listed, request)) {
            throw RequestBody.invalid(
                    "'notify' needs something that ends: the incident was only observed, and 'revoke' is '"
                            + IncidentStateRequest.NOTHING + "'");
        }
        if (listed.state() != request.expected()) {
            return Unfinished.conflict("The incident is '%s' by now, and not '%s'. Read it again"
                    .formatted(listed.state().text(), request.expected().text()));
        }
        @Nullable Integer seen = request.repeats();
        if (seen != null && seen.intValue() != listed.repeats()) {
            return Unfinished.conflict(
                    "The incident has %d repeats by now, and not %d. Read it again".formatted(listed.repeats(), seen));
        }
        if (request.dryRun()) {
            return answer(request, count(listed, request), request.notifyUser() && listed.mail() == null);
        }
        Ended ended = end(listed, request);
        return ended.failure() == null
                ? decide(listed, request, ended)
                : unfinished(request, ended, "Not all has ended that was to end, and the incident is as it was");
    }

    private Response decide(ListedIncident listed, IncidentStateRequest request, Ended ended) {
        ChangeOutcome outcome;
        try {
            outcome = incidents.change(decision(listed, request));
        } catch (StoreUnavailableException e) {
            return unfinished(
                    request,
                    ended.butFor(e),
                    "What was to end has ended, but the incident is not '%s'"
                            .formatted(request.state().text()));
        }
        boolean mailed = outcome == ChangeOutcome.CHANGED_AND_MAILED;
        boolean changed = outcome != ChangeOutcome.OVERTAKEN;
        if (changed || request.revoke() != null) {
            admin.sendEvent(OperationType.UPDATE, changedState(request, ended.extent(), changed, mailed));
        }
        if (!changed) {
            return Unfinished.conflict("Somebody else has changed the incident just now"
                    + (request.revoke() == null ? "" : "; what was to end has ended")
                    + ". Read it again");
        }
        falseAlarms.decided(listed, request.state());
        return answer(request, ended.extent(), mailed);
    }

    /** What has ended is on record, though the state is not changed; where nothing has, nothing is left of the request. */
    private Response unfinished(IncidentStateRequest request, Ended ended, String what) {
        if (!ended.some()) {
            throw Objects.requireNonNull(ended.failure());
        }
        LOG.warn("Only a part of what an admin decided about an incident is done", ended.failure());
        admin.sendEvent(OperationType.UPDATE, changedState(request, ended.extent(), false, false));
        return Unfinished.unavailable(what, ended.extent());
    }

    private void requireEnabled(@Nullable String alias) {
        if (alias == null) {
            return;
        }
        List<String> enabled = RotationExecutorConfiguration.enabledActions(admin.realm());
        if (!enabled.contains(alias)) {
            throw RequestBody.invalid("The field 'requiredAction' is '%s'; the realm has enabled %s"
                    .formatted(alias, String.join(", ", enabled)));
        }
    }

    /** A mail says what has ended. */
    private static boolean isWorthAMail(ListedIncident listed, IncidentStateRequest request) {
        return request.revoke() != null || listed.ended();
    }

    private Extent count(ListedIncident listed, IncidentStateRequest request) {
        @Nullable RevocationScope scope = request.revoke();
        Incident incident = listed.incident();
        return scope == null ? new Extent(0, 0) : takedown.count(incident.owner(), incident.familyId(), scope);
    }

    private Ended end(ListedIncident listed, IncidentStateRequest request) {
        @Nullable RevocationScope scope = request.revoke();
        Incident incident = listed.incident();
        return scope == null ? Ended.all(0, 0) : takedown.end(incident.owner(), incident.familyId(), scope);
    }

    private StateChange decision(ListedIncident listed, IncidentStateRequest request) {
        return new StateChange(
                admin.realm().getId(),
                listed.id(),
                request.expected(),
                request.state(),
                listed.repeats(),
                admin.permissions().adminAuth().getUser().getUsername(),
                request.revoke() == null ? null : request.revoke().text(),
                request.notifyUser(),
                request.requiredAction());
    }

    private static ChangedState changedState(
            IncidentStateRequest request, Extent extent, boolean changed, boolean mailed) {
        return new ChangedState(
                changed ? request.state().text() : null,
                request.expected().text(),
                request.revoke() == null
                        ? IncidentStateRequest.NOTHING
                        : Objects.requireNonNull(request.revoke()).text(),
                extent.families(),
                extent.clientSessions(),
                mailed,
                changed ? request.requiredAction() : null);
    }

    private static Response answer(IncidentStateRequest request, Extent extent, boolean mailed) {
        return Response.ok(new IncidentStateRepresentation(
                        request.state().text(),
                        extent.families(),
                        extent.clientSessions(),
                        mailed,
                        request.requiredAction()))
                .build();
    }
}
