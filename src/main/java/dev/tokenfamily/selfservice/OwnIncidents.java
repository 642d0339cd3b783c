package dev.tokenfamily.selfservice;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.family.FamilyQueries.Page;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.incident.Answer;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentFilter;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.incident.RecordedIncidents;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;

/** The incidents that concern the user who calls. */
final class OwnIncidents {

    private static final long MILLIS = 1000;

    private static final String NOTHING = "nothing";

    private final RecordedIncidents incidents;

    /** Among those. */
    OwnIncidents(RecordedIncidents incidents) {
        this.incidents = incidents;
    }

    /**
     * An incident of the caller.
     *
     * @param time epoch milliseconds
     * @param client null where it is gone
     * @param presented who came with the old token
     * @param holder who had obtained the newest
     * @param ended the text of a revocation scope, or {@code nothing}
     * @param answer what the user has said; null for nothing
     * @param answers what may still be said
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OwnIncident(
            String id,
            long time,
            @Nullable OwnClientName client,
            String kind,
            Place presented,
            Place holder,
            String ended,
            @Nullable String answer,
            List<String> answers) {}

    /**
     * A part of the list.
     *
     * @param next from where on the rest is; null where there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record IncidentList(
            List<OwnIncident> incidents, @Nullable Integer next) {}

    IncidentList list(Caller caller, Page page) {
        Selection own = Selection.ofUser(caller.realm().getId(), caller.user().getId());
        List<ListedIncident> found = incidents.list(IncidentFilter.of(own), page);
        return new IncidentList(
                OwnLists.shown(found, page).stream()
                        .map(listed -> describe(listed, caller))
                        .toList(),
                OwnLists.next(found, page));
    }

    /** The incident with that id, if it is the caller's. */
    Optional<ListedIncident> find(String incidentId, Caller caller) {
        return incidents
                .read(caller.realm().getId(), incidentId)
                .filter(listed ->
                        listed.incident().owner().userId().equals(caller.user().getId()));
    }

    /**
     * Whether the caller says this from the session that stands accused: that the token came twice on which it lives itself. All
     * tokens of a family live on one session, the late one too.
     */
    static boolean accuses(ListedIncident listed, Caller caller) {
        return caller.isIn(listed.incident().owner().sessionId());
    }

    private static OwnIncident describe(ListedIncident listed, Caller caller) {
        Incident incident = listed.incident();
        @Nullable
        ClientModel client = caller.realm().getClientById(incident.owner().clientId());
        return new OwnIncident(
                listed.id(),
                listed.at() * MILLIS,
                client == null ? null : OwnClientName.of(client),
                incident.kind(),
                Place.of(incident.presentedFrom()),
                Place.of(incident.rotatedFrom()),
                listed.ended() ? listed.endedScope() : NOTHING,
                listed.answer() == null ? null : listed.answer().text(),
                answers(listed, caller));
    }

    private static List<String> answers(ListedIncident listed, Caller caller) {
        return Arrays.stream(Answer.values())
                .filter(answer -> answer.mayFollow(listed.answer()))
                .filter(answer -> answer != Answer.ME || !accuses(listed, caller))
                .map(Answer::text)
                .toList();
    }
}
