package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever strangers send, and however they send it: a theft that happens meanwhile raises the alarm at once. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlarmIT {

    private static final int CROWD = 1_000;
    private static final int SLOW = 60;
    private static final int LOGINS = 60;
    private static final int HEADER = 20 * 1024 * 1024;
    private static final long SLOWLY_MILLIS = 6_000;
    private static final Duration UNDER_WAY = Duration.ofSeconds(1);

    private final App app;
    private final App strangers;
    private final TestRealm realm;
    private Tokens stolen;
    private Tokens foreign;

    AlarmIT(KeycloakServer server) {
        realm = TestRealm.create(server, "alarm").govern("strict", Map.of("grace-period-seconds", 0));
        app = realm.publicClient("app", "strict");
        strangers = TestRealm.create(server, "alarm-strangers")
                .govern("strict", Map.of("grace-period-seconds", 0))
                .publicClient("app", "strict");
        stolen = app.login("alice");
        foreign = strangers.login("alice");
    }

    /** Its successor is in use, from before any of what follows. */
    @BeforeEach
    void aTokenIsStolen() {
        stolen = app.login("alice");
        app.refreshed(app.refreshed(stolen));
        foreign = strangers.login("alice");
    }

    /** For what was stolen before, and for what is stolen now: only that can be put down to a standstill. */
    private void assertAlarm() {
        Tokens fresh = app.login("bob");
        app.refreshed(app.refreshed(fresh));
        assertAlarm(fresh);
        assertAlarm(stolen);
    }

    private void assertAlarm(Tokens superseded) {
        assertRefused(app.refresh(superseded.refresh()), REUSED);
        assertThat(realm.lastEvent("app").verdict()).isEqualTo("reuse");
    }

    private List<CompletableFuture<HttpResponse<String>>> slowly(App to, String endpoint, int times) {
        Map<String, String> form = to.authenticated(Map.of("token", foreign.refresh()));
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            sent.add(SlowBody.send(to.endpoint(endpoint), form, SLOWLY_MILLIS));
        }
        return sent;
    }

    private static void ended(List<CompletableFuture<HttpResponse<String>>> sent) {
        for (CompletableFuture<HttpResponse<String>> request : sent) {
            try {
                request.join();
            } catch (CompletionException refused) {
                // a connection that the server closes is an answer too
            }
        }
    }

    @Test
    void givenARevocationThatIsSentSlowlyThenItIsAReuse() {
        ended(slowly(app, "revoke", 1));
        assertAlarm();
    }

    @Test
    void givenManySlowBodiesUnderWayThenItIsAReuse() {
        List<CompletableFuture<HttpResponse<String>>> sent = slowly(app, "revoke", SLOW);
        sent.addAll(slowly(strangers, "revoke", SLOW));
        sent.addAll(slowly(strangers, "token", SLOW));
        assertThat(Await.within(UNDER_WAY, () -> sent.stream().anyMatch(CompletableFuture::isDone)))
                .as("they are under way")
                .isFalse();
        assertAlarm();
        ended(sent);
    }

    @Test
    void givenThatManySlowBodiesHaveEndedThenItIsAReuse() {
        ended(slowly(strangers, "token", SLOW));
        assertAlarm();
    }

    @Test
    void givenACrowdThatFillsTheServerThenItIsAReuse() {
        List<Tokens> tokens =
                IntStream.range(0, 10).mapToObj(i -> strangers.login("alice")).toList();
        Callers.atOnce(
                CROWD, i -> strangers.refresh(tokens.get(i % tokens.size()).refresh()));
        assertAlarm();
    }

    /** Each takes a processor for a third of a second. */
    @Test
    void givenManyLoginsThatTakeTheProcessorsThenItIsAReuse() {
        App costly = TestRealm.create(
                        realm.server(),
                        "alarm-costly",
                        settings ->
                                settings.setPasswordPolicy("hashAlgorithm(pbkdf2-sha512) and hashIterations(300000)"))
                .publicClient("app", "");
        List<Integer> answers = Callers.atOnce(LOGINS, i -> costly.call(
                        "token", Map.of("grant_type", "password", "username", "alice", "password", "wrong"))
                .status());
        assertThat(answers).containsOnly(400);
        assertAlarm();
    }

    @Test
    void givenHeadersOfTwentyMegabytesThenItIsAReuse() {
        for (int i = 0; i < 3; i++) {
            sendHugeHeader();
        }
        assertAlarm();
    }

    private void sendHugeHeader() {
        try {
            strangers.refresh(foreign.refresh(), "X-Filler", "x".repeat(HEADER));
        } catch (UncheckedIOException refused) {
            // the server hangs up, as it may
        }
    }
}
