package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenfamily.clientpolicy.RotationExecutorConfiguration;
import dev.tokenfamily.incident.IncidentKind;
import dev.tokenfamily.incident.IncidentState;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.incident.RecordedIncidents;
import dev.tokenfamily.incident.RecordedIncidents.ChangeOutcome;
import dev.tokenfamily.incident.StateChange;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.takedown.SelectedTokens.Extent;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.OperationType;
import org.keycloak.representations.idm.ErrorRepresentation;

/**
 * What an admin makes of an incident. What is to end ends before the state says so: where that fails, the incident is still in the
 * queue, and it can be tried again.
 */
public final class IncidentReview {

    private static final Extent NOTHING = new Extent(0, 0);

    private final AdminRequest admin;
    private final IncidentLookup lookup;
    private final RecordedIncidents incidents;
    private final IncidentTakedown takedown;
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
            IncidentTakedown takedown,
            FalseAlarms falseAlarms) {
        this.admin = admin;
        this.lookup = lookup;
        this.incidents = incidents;
        this.takedown = takedown;
        this.falseAlarms = falseAlarms;
    }

    /** What was asked for, and how much ended, for the admin event; without a state where somebody else was faster. */
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
     * incident is not as the admin has seen it; 400 is thrown where what is to follow cannot. An answer that is thrown would roll
     * the request back, and with it the admin event and the history of what has ended by then.
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
            return overtaken("The incident is '%s' by now, and not '%s'. Read it again"
                    .formatted(listed.state().text(), request.expected().text()));
        }
        @Nullable Integer seen = request.repeats();
        if (seen != null && seen.intValue() != listed.repeats()) {
            return overtaken(
                    "The incident has %d repeats by now, and not %d. Read it again".formatted(listed.repeats(), seen));
        }
        if (request.dryRun()) {
            return answer(request, ended(listed, request, true), request.notifyUser() && listed.mail() == null);
        }
        Extent extent = ended(listed, request, false);
        ChangeOutcome outcome = incidents.change(decision(listed, request));
        boolean mailed = outcome == ChangeOutcome.CHANGED_AND_MAILED;
        boolean changed = outcome != ChangeOutcome.OVERTAKEN;
        if (changed || request.revoke() != null) {
            admin.sendEvent(OperationType.UPDATE, changedState(request, extent, changed, mailed));
        }
        if (!changed) {
            return overtaken("Somebody else has changed the incident just now"
                    + (request.revoke() == null ? "" : "; what was to end has ended")
                    + ". Read it again");
        }
        falseAlarms.decided(listed, request.state());
        return answer(request, extent, mailed);
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
        return request.revoke() != null
                || listed.incident().enforced()
                || listed.incident().kind().equals(IncidentKind.SESSION_END.text())
                || (listed.decision() != null && listed.decision().ended() != null);
    }

    private Extent ended(ListedIncident listed, IncidentStateRequest request, boolean dryRun) {
        @Nullable RevocationScope scope = request.revoke();
        if (scope == null) {
            return NOTHING;
        }
        return dryRun ? takedown.count(listed.incident(), scope) : takedown.end(listed.incident(), scope);
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

    /** As Keycloak's {@code ErrorResponse} has it, but not thrown. */
    private static Response overtaken(String message) {
        ErrorRepresentation refusal = new ErrorRepresentation();
        refusal.setErrorMessage(message);
        return Response.status(Response.Status.CONFLICT)
                .entity(refusal)
                .type(MediaType.APPLICATION_JSON)
                .build();
    }
}
