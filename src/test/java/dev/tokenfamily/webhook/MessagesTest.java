package dev.tokenfamily.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.Reach;
import dev.tokenfamily.incident.Answer;
import dev.tokenfamily.incident.Decision;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentKind;
import dev.tokenfamily.incident.IncidentState;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.incident.ReuseKind;
import dev.tokenfamily.incident.Sighting;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What other systems read: CloudEvents 1.0, with an event of OCSF 1.8 in each. */
class MessagesTest {

    private static final Owner OWNER = new Owner("realm-id", "client-uuid", "alice-id", "session-id", false);
    private static final Names NAMES = new Names("shop", "web");
    private static final long AT = 1_795_689_834L;

    private static ListedIncident incident(
            String kind, String thief, @Nullable Decision decision, @Nullable Answer answer) {
        return incident(kind, thief, true, decision, answer);
    }

    private static ListedIncident incident(
            String kind, String thief, boolean enforced, @Nullable Decision decision, @Nullable Answer answer) {
        return new ListedIncident(
                "incident-id",
                AT,
                new Incident(
                        "family-id",
                        OWNER,
                        kind,
                        3,
                        5,
                        new Origin(thief, "curl/8"),
                        new Origin("198.51.100.1", "Firefox"),
                        "family",
                        enforced,
                        null,
                        null,
                        null),
                null,
                0,
                0,
                null,
                decision,
                answer,
                null);
    }

    private static JsonNode event(Message message) {
        try {
            return new ObjectMapper()
                    .readTree(Message.event(message.payload(), "delivery-id", "https://sso/realms/shop"));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** What every class of OCSF requires, and how its numbers hang together. */
    private static JsonNode requireOcsf(JsonNode event, int category, int classUid, int activity) {
        JsonNode data = event.path("data");
        assertThat(data.path("category_uid").asInt()).isEqualTo(category);
        assertThat(data.path("class_uid").asInt()).isEqualTo(classUid);
        assertThat(data.path("activity_id").asInt()).isEqualTo(activity);
        assertThat(data.path("type_uid").asInt()).isEqualTo(classUid * 100 + activity);
        assertThat(data.path("severity_id").asInt()).isBetween(1, 4);
        assertThat(data.path("time").isIntegralNumber()).isTrue();
        assertThat(data.at("/metadata/version").asText()).isEqualTo("1.8.0");
        assertThat(data.at("/metadata/product/name").asText()).isEqualTo("keycloak-token-family");
        assertThat(data.at("/metadata/tenant_uid").asText()).isEqualTo("shop");
        return data;
    }

    @Test
    void givenAnIncidentThenItIsADetectionFindingInACloudEvent() {
        Message message = IncidentMessages.recorded(incident("stale-lineage", "203.0.113.9", null, null), NAMES);
        JsonNode event = event(message);

        assertThat(message.userId()).isEqualTo("alice-id");
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("id").asText()).isEqualTo("delivery-id");
        assertThat(event.path("source").asText()).isEqualTo("https://sso/realms/shop");
        assertThat(event.path("type").asText()).isEqualTo("dev.tokenfamily.incident");
        assertThat(event.path("subject").asText()).isEqualTo("incident-id");
        assertThat(event.path("time").asText()).isEqualTo("2026-11-26T10:43:54Z");
        assertThat(event.path("datacontenttype").asText()).isEqualTo("application/json");
        assertThat(event.path("dataschema").asText())
                .isEqualTo("https://schema.ocsf.io/1.8.0/classes/detection_finding");
        JsonNode data = requireOcsf(event, 2, 2004, 1);
        assertThat(data.path("is_alert").asBoolean()).isTrue();
        assertThat(data.path("severity").asText()).isEqualTo("High");
        assertThat(data.path("status").asText()).isEqualTo("New");
        assertThat(data.at("/finding_info/uid").asText()).isEqualTo("incident-id");
        assertThat(data.path("evidences").findValuesAsText("ip")).containsExactly("203.0.113.9", "198.51.100.1");
        assertThat(data.at("/evidences/0/user/uid").asText()).isEqualTo("alice-id");
        assertThat(data.at("/unmapped/token_family/clientId").asText()).isEqualTo("web");
        assertThat(data.at("/unmapped/token_family/kind").asText()).isEqualTo("stale-lineage");
    }

    @ParameterizedTest
    @EnumSource
    void givenAKindThenOnlyAReuseIsToldAsOne(IncidentKind kind) {
        JsonNode data = event(IncidentMessages.recorded(incident(kind.text(), "203.0.113.9", null, null), NAMES))
                .path("data");

        boolean reuse =
                Arrays.stream(ReuseKind.values()).anyMatch(one -> one.text().equals(kind.text()));
        assertThat(data.path("message").asText().equals("A superseded refresh token was used again"))
                .isEqualTo(reuse);
        assertThat(data.path("severity").asText().equals("High")).isEqualTo(reuse || kind == IncidentKind.CATCH_UP);
        assertThat(data.at("/finding_info/title").asText())
                .isEqualTo(data.path("message").asText());
        assertThat(data.at("/finding_info/analytic/name").asText().contains("reuse"))
                .isEqualTo(kind.sighting() == Sighting.OLD_TOKEN);
        assertThat(data.path("message").asText().contains("superseded"))
                .isEqualTo(kind.sighting() == Sighting.OLD_TOKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "origin-change, false, Low, A refresh token was used in a new place",
        "origin-change, true, Medium, A refresh token was used in a new place",
        "a-later-word, true, Medium, A refresh token was used in an unusual way"
    })
    void givenNoReuseThenItIsWeighedByWhatFollows(String kind, boolean enforced, String severity, String title) {
        JsonNode event = event(IncidentMessages.recorded(incident(kind, "203.0.113.9", enforced, null, null), NAMES));

        JsonNode data = requireOcsf(event, 2, 2004, 1);
        assertThat(data.path("severity").asText()).isEqualTo(severity);
        assertThat(data.path("message").asText()).isEqualTo(title);
        assertThat(data.at("/finding_info/types/0").asText()).isEqualTo(kind);
        assertThat(data.at("/finding_info/analytic/name").asText()).doesNotContain("reuse");
    }

    @Test
    void givenAnUnknownAddressThenThereIsNone() {
        JsonNode data = event(IncidentMessages.recorded(incident("stale-lineage", "unknown", null, null), NAMES))
                .path("data");

        assertThat(data.at("/evidences/0").has("src_endpoint")).isFalse();
        assertThat(data.path("evidences").findValuesAsText("ip")).containsExactly("198.51.100.1");
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIRMED, 2, In Progress, True Positive",
        "FALSE_ALARM, 3, Suppressed, False Positive",
        "DISMISSED, 3, Archived, Disregard"
    })
    void givenADecisionThenTheFindingIsUpdatedOrClosed(
            IncidentState state, int activity, String status, String verdict) {
        Decision decision = new Decision(state, AT + 60, "admin", 0, null);

        JsonNode event = event(IncidentMessages.decided(incident("stale-lineage", "unknown", decision, null), NAMES));

        assertThat(event.path("type").asText()).isEqualTo("dev.tokenfamily.incident.state");
        JsonNode data = requireOcsf(event, 2, 2004, activity);
        assertThat(data.path("time").asLong()).isEqualTo((AT + 60) * 1000);
        assertThat(data.path("status").asText()).isEqualTo(status);
        assertThat(data.path("verdict").asText()).isEqualTo(verdict);
        assertThat(data.path("is_alert").asBoolean()).isFalse();
        assertThat(data.at("/unmapped/token_family/state").asText()).isEqualTo(state.text());
        assertThat(data.toString()).doesNotContain("\"admin\"");
    }

    @Test
    void givenAnAnswerThenItIsInTheFinding() {
        JsonNode event = event(
                IncidentMessages.answered(incident("stale-lineage", "unknown", null, Answer.NOT_ME), AT + 5, NAMES));

        assertThat(event.path("type").asText()).isEqualTo("dev.tokenfamily.incident.answer");
        assertThat(requireOcsf(event, 2, 2004, 2)
                        .at("/unmapped/token_family/answer")
                        .asText())
                .isEqualTo("not-me");
    }

    @Test
    void givenAnEndByAnAdminThenItIsALogoff() {
        End end = End.of(
                        AT * 1000,
                        Cause.ADMIN_REVOCATION,
                        Reach.ofFamily(OWNER, "family-id"),
                        Actor.admin("master", "admin-id"))
                .from(new Origin("192.0.2.1", null));

        Message message = EndMessages.ended("end-id", end, NAMES).orElseThrow();

        JsonNode event = event(message);
        assertThat(event.path("type").asText()).isEqualTo("dev.tokenfamily.end");
        assertThat(event.path("subject").asText()).isEqualTo("end-id");
        JsonNode data = requireOcsf(event, 3, 3002, 2);
        assertThat(data.at("/user/uid").asText()).isEqualTo("alice-id");
        assertThat(data.at("/actor/user/uid").asText()).isEqualTo("admin-id");
        assertThat(data.at("/service/name").asText()).isEqualTo("web");
        assertThat(data.at("/src_endpoint/ip").asText()).isEqualTo("192.0.2.1");
        assertThat(data.at("/session/uid").asText()).isEqualTo("session-id");
        assertThat(data.at("/unmapped/token_family/cause").asText()).isEqualTo("admin-revocation");
    }

    /** Few: what Keycloak tells by its own events, and what is told as an incident, is not told again. */
    @ParameterizedTest
    @EnumSource(Cause.class)
    void givenAnEndThenOnlySomeCausesAreTold(Cause cause) {
        boolean told = List.of("ADMIN_REVOCATION", "USER_REPORT", "SELF_SERVICE", "ORIGIN_CHANGE", "GLOBAL_REVOCATION")
                .contains(cause.name());
        End end = End.of(1, cause, Reach.ofUser("realm-id", "alice-id"), Actor.UNKNOWN);

        assertThat(EndMessages.ended("id", end, new Names("shop", null)).isPresent())
                .isEqualTo(told);
        assertThat(EndMessages.tells(cause)).isEqualTo(told);
    }

    @Test
    void givenAnEndOfNoSingleUserThenItIsNotTold() {
        End end = End.of(1, Cause.ADMIN_REVOCATION, Reach.ofRealm("realm-id"), Actor.UNKNOWN);

        assertThat(EndMessages.ended("id", end, NAMES)).isEmpty();
    }
}
