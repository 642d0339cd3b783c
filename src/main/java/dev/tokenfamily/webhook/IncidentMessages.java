package dev.tokenfamily.webhook;

import static dev.tokenfamily.webhook.OcsfActivity.put;

import dev.tokenfamily.family.Origin;
import dev.tokenfamily.incident.Answer;
import dev.tokenfamily.incident.Decision;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentState;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.webhook.OcsfActivity.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is told of an incident, as an OCSF Detection Finding (2004): that it was recorded, and what people made of it. */
public final class IncidentMessages {

    private static final long MILLIS = 1000;

    private IncidentMessages() {}

    /** It was recorded. */
    public static Message recorded(ListedIncident listed, Names names) {
        return message(EventType.INCIDENT, OcsfActivity.FINDING_CREATED, severity(listed), listed.at(), listed, names);
    }

    /** An admin has given it another state; {@link NullPointerException} where none has. */
    public static Message decided(ListedIncident listed, Names names) {
        Decision decision = Objects.requireNonNull(listed.decision());
        boolean closed = decision.state() == IncidentState.FALSE_ALARM || decision.state() == IncidentState.DISMISSED;
        return message(
                EventType.INCIDENT_STATE,
                closed ? OcsfActivity.FINDING_CLOSED : OcsfActivity.FINDING_UPDATED,
                closed ? Severity.INFORMATIONAL : severity(listed),
                decision.at(),
                listed,
                names);
    }

    /**
     * Its user has answered.
     *
     * @param at when, in epoch seconds
     */
    public static Message answered(ListedIncident listed, long at, Names names) {
        return message(
                EventType.INCIDENT_ANSWER,
                OcsfActivity.FINDING_UPDATED,
                listed.answer() == Answer.ME ? Severity.LOW : Severity.HIGH,
                at,
                listed,
                names);
    }

    private static Message message(
            EventType type, OcsfActivity activity, Severity severity, long at, ListedIncident listed, Names names) {
        Incident incident = listed.incident();
        String kind = incident.kind();
        Map<String, Object> event = activity.event(severity, at * MILLIS, text(type, listed), kind, names.realm());
        event.put("is_alert", type == EventType.INCIDENT);
        describeState(listed, event);
        event.put("finding_info", findingInfo(listed));
        event.put("evidences", evidences(incident));
        event.put("resources", List.of(Map.of("uid", incident.familyId(), "type", "token-family")));
        event.put("unmapped", Map.of("token_family", ours(listed, names)));
        return Message.of(
                type,
                incident.owner().realmId(),
                incident.owner().userId(),
                listed.id(),
                at * MILLIS,
                activity.schema(),
                event);
    }

    private static Severity severity(ListedIncident listed) {
        Incident incident = listed.incident();
        return Boolean.TRUE.equals(incident.looksBenign(listed.at()))
                ? Severity.LOW
                : FindingWords.of(incident).severity();
    }

    private static String text(EventType type, ListedIncident listed) {
        return switch (type) {
            case INCIDENT_STATE ->
                "An admin has given the incident the state '%s'"
                        .formatted(Objects.requireNonNull(listed.decision())
                                .state()
                                .text());
            case INCIDENT_ANSWER ->
                "The user has answered '%s'"
                        .formatted(Objects.requireNonNull(listed.answer()).text());
            case INCIDENT, END -> FindingWords.of(listed.incident()).title();
        };
    }

    /** In the schema's words for a finding, and for the verdict of its profile for incidents. */
    private static void describeState(ListedIncident listed, Map<String, Object> event) {
        switch (listed.state()) {
            case OPEN -> status(event, 1, "New");
            case CONFIRMED -> {
                status(event, 2, "In Progress");
                verdict(event, 2, "True Positive");
            }
            case FALSE_ALARM -> {
                status(event, 3, "Suppressed");
                verdict(event, 1, "False Positive");
            }
            case DISMISSED -> {
                status(event, 5, "Archived");
                verdict(event, 3, "Disregard");
            }
        }
    }

    private static void status(Map<String, Object> event, int id, String caption) {
        event.put("status_id", id);
        event.put("status", caption);
    }

    private static void verdict(Map<String, Object> event, int id, String caption) {
        event.put("verdict_id", id);
        event.put("verdict", caption);
    }

    private static Map<String, Object> findingInfo(ListedIncident listed) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("uid", listed.id());
        FindingWords words = FindingWords.of(listed.incident());
        info.put("title", words.title());
        info.put("types", List.of(listed.incident().kind()));
        info.put("created_time", listed.at() * MILLIS);
        @Nullable Long last = listed.lastRepeatAt();
        put(info, "last_seen_time", last == null ? null : Long.valueOf(last * MILLIS));
        info.put("analytic", Map.of("name", words.analytic(), "type_id", 1, "type", "Rule"));
        return info;
    }

    /** First who presented the token, then who had obtained the newest one; of one nobody knows more than of the other. */
    private static List<Map<String, Object>> evidences(Incident incident) {
        return Stream.of(
                        evidence("presented-from", incident, incident.presentedFrom()),
                        evidence("rotated-from", incident, incident.rotatedFrom()))
                .toList();
    }

    private static Map<String, Object> evidence(String name, Incident incident, Origin origin) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("name", name);
        evidence.put("user", OcsfActivity.user(incident.owner().userId()));
        evidence.put("actor", Map.of("session", Map.of("uid", incident.owner().sessionId())));
        put(evidence, "src_endpoint", OcsfActivity.endpoint(origin));
        @Nullable String userAgent = origin.userAgent();
        put(evidence, "http_request", userAgent == null ? null : Map.of("user_agent", userAgent));
        return evidence;
    }

    /** In the words of the admin REST API. */
    private static Map<String, Object> ours(ListedIncident listed, Names names) {
        Incident incident = listed.incident();
        Map<String, Object> ours = new LinkedHashMap<>();
        ours.put("familyId", incident.familyId());
        ours.put("kind", incident.kind());
        ours.put("enforcement", incident.enforced() ? "enforce" : "observe");
        ours.put("revocationScope", incident.policyScope());
        put(ours, "widenedTo", incident.widenedTo());
        put(ours, "clientId", names.clientId());
        ours.put("presentedGeneration", incident.presentedGeneration());
        ours.put("currentGeneration", incident.currentGeneration());
        put(ours, "delaySeconds", incident.delaySeconds(listed.at()));
        put(ours, "benign", incident.looksBenign(listed.at()));
        put(ours, "impersonator", incident.impersonator());
        ours.put("state", listed.state().text());
        @Nullable Answer answer = listed.answer();
        put(ours, "answer", answer == null ? null : answer.text());
        return ours;
    }
}
