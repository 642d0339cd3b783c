package dev.tokenfamily.live.input;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.FullRunOnly;
import dev.tokenfamily.suite.Measured;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever a stranger can send is refused in the shape of the endpoint, and changes nothing. Always the same, so that it fails
 * for nobody else's change; {@code -Dfuzz.seed=} plays others, {@code -Dfuzz.inputs=} more.
 */
@ExtendWith(LiveKeycloak.class)
@FullRunOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputFuzzIT {

    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 10_000);
    private static final int HONEST = 300;

    private final FuzzScene scene;

    BadInputFuzzIT(KeycloakServer server) {
        scene = new FuzzScene(server);
    }

    @AfterAll
    void stop() {
        scene.close();
    }

    @Test
    void givenBadInputThenItIsRefusedAndChangesNothing() {
        Measured.note("BadInputFuzzIT: -Dfuzz.seed=" + SEED + ", " + INPUTS + " inputs");
        Arrays.stream(LeftOut.values()).forEach(left -> Measured.note("BadInputFuzzIT leaves out " + left.reason()));
        List<Input> inputs = new Inputs(SEED, scene.material(new Dice(SEED))).take(INPUTS);
        List<JsonNode> states = scene.honestStates();
        int incidents = scene.honestIncidents();
        int logged = scene.logged().length();

        Verdicts verdicts = Verdicts.on(inputs, scene.server());

        Measured.note("BadInputFuzzIT: " + verdicts.summary());
        assertThat(verdicts.complaints()).as("-Dfuzz.seed=%d", SEED).isEmpty();
        assertThat(errorsSince(logged)).as("-Dfuzz.seed=%d", SEED).isEmpty();
        assertThat(scene.honestStates()).isEqualTo(states);
        assertThat(scene.honestIncidents()).isEqualTo(incidents);
        scene.assertLinksOpen();
        scene.assertHonestGoOn();
    }

    /** Good tokens in odd company: the head is answered, the next one too, and a superseded one is still a reuse. */
    @Test
    void givenOddHeadersThenAHonestClientGoesOn() {
        Dice dice = new Dice(SEED);
        HeaderNoise noise = new HeaderNoise(dice);
        Tokens first = scene.login("dave");
        Tokens head = first;
        int logged = scene.logged().length();
        try (Wire wire = new Wire(scene.server().url())) {
            for (int n = 0; n < HONEST; n++) {
                List<String> headers = noise.harmless();
                Wire.Reply reply = wire.send(scene.refresh(head, headers));
                assertThat(reply.status())
                        .as("-Dfuzz.seed=%d %s %s", SEED, headers, reply.body())
                        .isEqualTo(200);
                head = Tokens.of(reply.answer(scene.server().url()));
            }
        }
        assertThat(head.generation()).isEqualTo(HONEST);
        assertThat(errorsSince(logged)).as("-Dfuzz.seed=%d", SEED).isEmpty();
        assertRefused(scene.app().refresh(first.refresh()), REUSED);
    }

    /**
     * Of requests: Quarkus calls it an error that a port in a header is none, and goes on; and off the requests, mails of other
     * classes are tried again on this server, whose SMTP server is gone with its class.
     */
    private List<String> errorsSince(int logged) {
        return scene.logged()
                .substring(logged)
                .lines()
                .filter(line -> line.contains(" ERROR "))
                .filter(line -> !line.contains("io.quarkus.vertx.http.runtime.ForwardedParser"))
                .filter(line ->
                        !line.matches(".*\\(token-family-[a-z-]+-errand\\) KC-SERVICES0029: Failed to send email.*"))
                .toList();
    }
}
