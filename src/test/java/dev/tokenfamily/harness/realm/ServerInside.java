package dev.tokenfamily.harness.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.keycloak.util.JsonSerialization;

/** The tests' own resource in the server, {@code dev.tokenfamily.testserver}: its clock, its rows, its keys. */
public record ServerInside(URI realm) {

    /** Moves the server's clock forward; back, where the number is negative. */
    public void pass(int seconds) {
        AdminApi.expectSuccess(Http.postForm(testServer("clock?seconds=" + seconds), Map.of()));
    }

    /** How far tests have moved the server's clock, in seconds; a restart sets it back. */
    public long clockOffset() {
        return Long.parseLong(
                Http.postForm(testServer("clock?seconds=0"), Map.of()).text());
    }

    public long now() {
        return Long.parseLong(Http.get(testServer("clock")).text());
    }

    /** The row of a family, by column; missing where there is none. */
    public JsonNode row(String familyId) {
        for (JsonNode row : rows()) {
            if (row.path("id").asText().equals(familyId)) {
                return row;
            }
        }
        return MissingNode.getInstance();
    }

    /** The row without the hour until which it is kept, which may pass on at any time, and what is only due to be recorded. */
    public JsonNode state(String familyId) {
        return ((ObjectNode) row(familyId)).without(List.of("keep_until", "incident_due", "incident_due_at"));
    }

    /** Why the family was revoked; empty while it is active. */
    public String revocation(String familyId) {
        JsonNode reason = row(familyId).path("revocation_reason");
        return reason.isTextual() ? reason.asText() : "";
    }

    /** Of any realm. */
    public int rowsWithId(String familyId) {
        return Integer.parseInt(AdminApi.expectSuccess(Http.get(testServer("families/" + familyId)))
                .text());
    }

    public JsonNode rows() {
        return AdminApi.expectSuccess(Await.answer(() -> Http.get(testServer("families"))))
                .json();
    }

    /** How many rows the statistics of this realm have. */
    public int statisticRows() {
        return Integer.parseInt(
                AdminApi.expectSuccess(Http.get(testServer("statistics"))).text());
    }

    /** How many rows the history of this realm has. */
    public int historyRows() {
        return Integer.parseInt(
                AdminApi.expectSuccess(Http.get(testServer("ends"))).text());
    }

    /** How many entries Keycloak's outbox has about a user of this realm, whatever their queue. */
    public int outboxEntries(String userId) {
        return Integer.parseInt(
                AdminApi.expectSuccess(Http.get(testServer("outbox/" + userId))).text());
    }

    /** Removes what has expired in this realm, as Keycloak does every few minutes. */
    public void expireSessions() {
        AdminApi.expectSuccess(Http.postForm(testServer("sessions/expire"), Map.of()));
    }

    /** Ends an online session without a word to anybody. */
    public void removeSession(String sessionId) {
        AdminApi.expectSuccess(Http.postForm(testServer("sessions/" + sessionId + "/remove"), Map.of()));
    }

    /** When the database says that the online session of these tokens was last refreshed, epoch seconds. */
    public long storedSessionRefresh(Tokens tokens) {
        String session = tokens.refreshClaims().path("sid").asText();
        return Long.parseLong(AdminApi.expectSuccess(Http.get(testServer("sessions/" + session)))
                .text());
    }

    /** Runs SQL in the server's database; {@code :realm} is the realm's id. */
    public void sql(String statement) {
        AdminApi.expectSuccess(Http.postForm(testServer("families"), Map.of("sql", statement)));
    }

    /** What is answered to that request while the rows are locked that this SQL selects; {@code :realm} is the realm's id. */
    public Response whileLocked(String select, Ending request) {
        Map<String, String> form = new HashMap<>(request.meanwhile());
        form.put("sql", select);
        return Http.postForm(testServer("locked"), form);
    }

    /** The texts in the only column of what SQL selects in the server's database; {@code :realm} is the realm's id. */
    public List<String> texts(String select) {
        JsonNode found = AdminApi.expectSuccess(Http.postForm(testServer("texts"), Map.of("sql", select)))
                .json();
        return StreamSupport.stream(found.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** The same refresh token with another family claim, signed by the realm. */
    public String forge(String refreshToken, String claim) {
        return AdminApi.expectSuccess(Http.postForm(testServer("forge"), Map.of("token", refreshToken, "claim", claim)))
                .text();
    }

    /** Tokens with these payloads, signed by the realm. */
    public List<String> sign(List<String> payloads) {
        JsonNode signed = AdminApi.expectSuccess(
                        Http.json("POST", testServer("sign"), JsonSerialization.valueAsString(payloads)))
                .json();
        return StreamSupport.stream(signed.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    /** Stores profiles past the validation, as an older version or a direct import may have done. */
    public void storeProfiles(String json) {
        AdminApi.expectSuccess(Http.postForm(testServer("profiles"), Map.of("json", json)));
    }

    private URI testServer(String path) {
        return URI.create(realm + "/test-server/" + path);
    }
}
