package dev.tokenfamily.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Something to look at: a theft, which takes alice's token family down, and a lost answer, which is only observed. Both are
 * made as they are made in life, by refreshes at the token endpoint.
 */
final class TwoIncidents {

    /** Longer than the grace periods of {@code docker/demo-realm.json}. */
    private static final int SECONDS_TOO_LATE = 12;

    private static final Device LAPTOP =
            new Device("127.0.0.1", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
    private static final Device THIEF = new Device("127.0.0.66", "curl/8.5.0");
    private static final Device PHONE = new Device("127.0.0.7", "okhttp/5.1.0");

    private final AdminApi admin;
    private final URI tokenEndpoint;

    /** Of this realm's token endpoint. */
    TwoIncidents(AdminApi admin, URI realm) {
        this.admin = admin;
        this.tokenEndpoint = URI.create(realm + "/protocol/openid-connect/token");
    }

    /** How long {@link #happen} takes, in seconds. */
    static int seconds() {
        return SECONDS_TOO_LATE;
    }

    /** Whether there are none yet. */
    boolean areMissing() {
        return incidents().isEmpty();
    }

    /** Returns when both are recorded. Fails where the realm is not that of the demo any more. */
    void happen() throws IOException, InterruptedException {
        String stolen = refresh(LAPTOP, "spa", login(LAPTOP, "spa", "alice"));
        refresh(LAPTOP, "spa", stolen);
        String lost = login(PHONE, "mobile", "bob");
        refresh(PHONE, "mobile", lost);

        TimeUnit.SECONDS.sleep(SECONDS_TOO_LATE);

        THIEF.post(tokenEndpoint, refreshOf("spa", stolen));
        refresh(PHONE, "mobile", lost);
        if (!Await.within(Duration.ofSeconds(30), () -> incidents().size() == 2)) {
            throw new IllegalStateException("Not the two incidents that were made: " + incidents());
        }
    }

    private JsonNode incidents() {
        return admin.read("/demo/token-families/incidents");
    }

    private String login(Device device, String client, String user) throws IOException {
        return refreshToken(device.post(
                tokenEndpoint,
                Map.of("grant_type", "password", "client_id", client, "username", user, "password", user)));
    }

    private String refresh(Device device, String client, String token) throws IOException {
        return refreshToken(device.post(tokenEndpoint, refreshOf(client, token)));
    }

    private static Map<String, String> refreshOf(String client, String token) {
        return Map.of("grant_type", "refresh_token", "client_id", client, "refresh_token", token);
    }

    private static String refreshToken(JsonNode answer) {
        if (!answer.has("refresh_token")) {
            throw new IllegalStateException("No refresh token: " + answer);
        }
        return answer.path("refresh_token").asText();
    }
}
