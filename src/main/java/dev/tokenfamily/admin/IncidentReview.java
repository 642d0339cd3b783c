package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenfamily.incident.IncidentKind;
import dev.tokenfamily.incident.IncidentState;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.incident.RecordedIncidents;
import dev.tokenfamily.incident.RecordedIncidents.ChangeOutcome;
import dev.tokenfamily.incident.StateChange;
import dev.tokenfamily.policy.Reaction;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.takedown.SelectedTokens.Extent;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.services.ErrorResponse;
import org.keycloak.services.ErrorResponseException;

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
     * Does what the request says, or tells what it would do; 409 where the incident is in another state than expected, 400 where
     * what is to follow cannot.
     *
     * @param listed the incident, which the admin may {@linkplain #manageable manage}
     */
    IncidentStateRepresentation change(ListedIncident listed, IncidentStateRequest request) {
        requireEnabled(request.requiredAction());
        if (request.notifyUser() && !isWorthAMail(listed, request)) {
            throw RequestBody.invalid(
                    "'notify' needs something that ends: the incident was only observed, and 'revoke' is '"
                            + IncidentStateRequest.NOTHING + "'");
        }
        if (listed.state() != request.expected()) {
            throw overtaken("The incident is '%s' by now, and not '%s'. Read it again"
                    .formatted(listed.state().text(), request.expected().text()));
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
            throw overtaken("Somebody else has changed the incident just now"
                    + (request.revoke() == null ? "" : "; what was to end has ended")
                    + ". Read it again");
        }
        falseAlarms.decided(listed, request.state());
        return answer(request, extent, mailed);
    }

    /** Ours becomes enabled when it is first needed. */
    private void requireEnabled(@Nullable String alias) {
        if (alias == null) {
            return;
        }
        List<String> enabled = Stream.concat(
                        Stream.of(Reaction.NOTICE_ACTION),
                        admin.realm()
                                .getRequiredActionProvidersStream()
                                .filter(RequiredActionProviderModel::isEnabled)
                                .map(RequiredActionProviderModel::getAlias))
                .distinct()
                .sorted()
                .toList();
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

    private static IncidentStateRepresentation answer(IncidentStateRequest request, Extent extent, boolean mailed) {
        return new IncidentStateRepresentation(
                request.state().text(), extent.families(), extent.clientSessions(), mailed, request.requiredAction());
    }

    private static ErrorResponseException overtaken(String message) {
        return ErrorResponse.error(message, Response.Status.CONFLICT);
    }
}
