package dev.tokenfamily.harness.realm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http.Response;
import java.util.List;

/**
 * {@code GET report} of a realm. Tests ask for one day more than they need, so that none minds being run around midnight
 * of UTC.
 */
public record Report(TestRealm realm) {

    public Response answer(String query) {
        return realm.admin().get(path(query));
    }

    public String path(String query) {
        return "/" + realm.name() + "/token-families/report" + query;
    }

    public JsonNode of(String clientId, int days) {
        JsonNode report = realm.admin().read(path("?days=" + days + "&clientId=" + clientId));
        if (report.path("clients").size() != 1) {
            throw new AssertionError("Not one client: " + report);
        }
        return report.path("clients").get(0);
    }

    public JsonNode of(String clientId) {
        return of(clientId, 2);
    }

    public List<String> clients(int days) {
        return realm.admin().read(path("?days=" + days)).path("clients").findValuesAsText("clientId");
    }

    /** How many rows the realm has in both tables. */
    public int rows() {
        return realm.inside().statisticRows();
    }
}
