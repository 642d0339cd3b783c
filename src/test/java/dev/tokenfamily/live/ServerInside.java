package dev.tokenfamily.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;

/** The tests' own resource in the server, {@code dev.tokenfamily.testserver}: its clock, its rows, its keys. */
record ServerInside(URI realm) {

    /** Moves the server's clock forward. */
    void pass(int seconds) {
        AdminApi.expectSuccess(Http.postForm(testServer("clock?seconds=" + seconds), Map.of()));
    }

    /** How far tests have moved the server's clock, in seconds; a restart sets it back. */
    long clockOffset() {
        return Long.parseLong(
                Http.postForm(testServer("clock?seconds=0"), Map.of()).text());
    }

    long now() {
        return Long.parseLong(Http.get(testServer("clock")).text());
    }

    /** The row of a family, by column; missing where there is none. */
    JsonNode row(String familyId) {
        for (JsonNode row : rows()) {
            if (row.path("id").asText().equals(familyId)) {
                return row;
            }
        }
        return MissingNode.getInstance();
    }

    /** The row without the hour until which it is kept, which may pass on at any time. */
    JsonNode state(String familyId) {
        return ((ObjectNode) row(familyId)).without("keep_until");
    }

    /** Why the family was revoked; empty while it is active. */
    String revocation(String familyId) {
        JsonNode reason = row(familyId).path("revocation_reason");
        return reason.isTextual() ? reason.asText() : "";
    }

    /** Of any realm. */
    int rowsWithId(String familyId) {
        return Integer.parseInt(AdminApi.expectSuccess(Http.get(testServer("families/" + familyId)))
                .text());
    }

    JsonNode rows() {
        return AdminApi.expectSuccess(Await.answer(() -> Http.get(testServer("families"))))
                .json();
    }

    /** How many rows the statistics of this realm have. */
    int statisticRows() {
        return Integer.parseInt(
                AdminApi.expectSuccess(Http.get(testServer("statistics"))).text());
    }

    /** When the database says that the online session of these tokens was last refreshed, epoch seconds. */
    long storedSessionRefresh(Tokens tokens) {
        String session = tokens.refreshClaims().path("sid").asText();
        return Long.parseLong(AdminApi.expectSuccess(Http.get(testServer("sessions/" + session)))
                .text());
    }

    /** Runs SQL in the server's database; {@code :realm} is the realm's id. */
    void sql(String statement) {
        AdminApi.expectSuccess(Http.postForm(testServer("families"), Map.of("sql", statement)));
    }

    /** The same refresh token with another family claim, signed by the realm. */
    String forge(String refreshToken, String claim) {
        return AdminApi.expectSuccess(Http.postForm(testServer("forge"), Map.of("token", refreshToken, "claim", claim)))
                .text();
    }

    /** Stores profiles past the validation, as an older version or a direct import may have done. */
    void storeProfiles(String json) {
        AdminApi.expectSuccess(Http.postForm(testServer("profiles"), Map.of("json", json)));
    }

    private URI testServer(String path) {
        return URI.create(realm + "/test-server/" + path);
    }
}
