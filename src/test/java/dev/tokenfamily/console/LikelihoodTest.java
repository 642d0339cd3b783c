package dev.tokenfamily.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.util.JsonSerialization;

/** What the console page says that an incident probably was, and why; its own script says it, run by Node.js. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LikelihoodTest {

    private static final Path PARTS = Path.of("src/main/console/parts").toAbsolutePath();

    /** Messages that are their keys, so that the test reads which ones are chosen. */
    private static final String SCRIPT = """
            import { likelihood, reasons } from "./likelihood.js";
            const messages = {
              text: (key) => key,
              count: (key, number) => `${key} ${number}`,
              duration: (seconds) => `${seconds} s`,
            };
            const incidents = JSON.parse(process.argv[1]);
            console.log(JSON.stringify(incidents.map((incident) => [likelihood(incident), ...reasons(messages, incident)])));
            """;

    private static final Map<String, Object> HOME = Map.of("address", "192.0.2.1", "userAgent", "Firefox");
    private static final Map<String, Object> OTHER_DEVICE = Map.of("address", "192.0.2.1", "userAgent", "curl");
    private static final Map<String, Object> ELSEWHERE = Map.of("address", "203.0.113.9", "userAgent", "curl");

    /** A reuse from there, of a token that had been obtained at home. */
    private static Map<String, Object> from(Map<String, Object> origin, Map<String, Object> more) {
        Map<String, Object> incident = new LinkedHashMap<>();
        incident.put("kind", "recent-predecessor");
        incident.put("benign", false);
        incident.put("presentedGeneration", 1);
        incident.put("currentGeneration", 2);
        incident.put("repeats", 0);
        incident.put("clientLoops", 0);
        incident.put("rotatedFrom", HOME);
        incident.put("presentedFrom", origin);
        incident.putAll(more);
        return incident;
    }

    /** What is said of an incident: first what it probably was. */
    private static List<String> said(Map<String, Object> incident) throws IOException {
        String printed = Program.named("node", "nodejs")
                .run(
                        PARTS,
                        "--input-type=module",
                        "-e",
                        SCRIPT,
                        JsonSerialization.writeValueAsString(List.of(incident)));
        List<String> said = new ArrayList<>();
        for (JsonNode text : JsonSerialization.mapper.readTree(printed).get(0)) {
            said.add(text.asText());
        }
        return said;
    }

    @Test
    void givenAnotherAddressAndDeviceThenProbablyATheft() throws IOException {
        assertThat(said(from(ELSEWHERE, Map.of("delaySeconds", 90, "repeats", 2, "clientLoops", 501))))
                .containsExactly(
                        "incident.likely.theft",
                        "incident.reason.other-address",
                        "incident.reason.other-device",
                        "incident.reason.behind 1",
                        "incident.reason.late",
                        "incident.reason.repeats 2",
                        "incident.reason.loops 501");
    }

    @Test
    void givenThatItLooksBenignThenProbablyALostAnswerWhateverTheDevice() throws IOException {
        assertThat(said(from(HOME, Map.of("benign", true)))).first().isEqualTo("incident.likely.lost-answer");
        assertThat(said(from(OTHER_DEVICE, Map.of("benign", true)))).contains("incident.reason.other-device");
    }

    @Test
    void givenOneOfThemOnlyThenItTakesAnOldTokenToAccuseSomebody() throws IOException {
        assertThat(said(from(OTHER_DEVICE, Map.of()))).first().isEqualTo("incident.likely.unclear");
        assertThat(said(from(OTHER_DEVICE, Map.of("kind", "stale-lineage"))))
                .first()
                .isEqualTo("incident.likely.theft");
        assertThat(said(from(HOME, Map.of("kind", "stale-lineage", "currentGeneration", 9))))
                .contains("incident.likely.copy", "incident.reason.behind 8");
    }

    @Test
    void givenAnotherKindThenItsOwnSentence() throws IOException {
        assertThat(said(from(ELSEWHERE, Map.of("kind", "session-end")))).contains("incident.likely.session-end");
        assertThat(said(from(ELSEWHERE, Map.of("kind", "catch-up")))).contains("incident.likely.catch-up");
    }

    @Test
    void givenWhatPeopleSayThenItComesFirst() throws IOException {
        assertThat(said(from(ELSEWHERE, Map.of("answer", "not-me", "impersonator", "boss")))
                        .subList(1, 3))
                .containsExactly("incident.reason.answer-not-me", "incident.reason.impersonator");
    }

    @Test
    void givenNothingOfADelayThenNothingIsSaidOfIt() throws IOException {
        assertThat(said(from(ELSEWHERE, Map.of()))).doesNotContain("incident.reason.late");
    }

    @Test
    void givenADecisionThatDoesNotHoldThenItIsSaidWhetherATokenOrAnAdminWasFaster() {
        String printed = Program.named("node", "nodejs").run(PARTS, "--input-type=module", "-e", """
                        import { overtakenBy } from "./likelihood.js";
                        const seen = { state: "open", repeats: 1 };
                        const now = [{ ...seen, repeats: 2 }, { state: "dismissed", repeats: 2 }, seen];
                        console.log(now.map((incident) => overtakenBy(seen, incident)).join(" "));
                        """);
        assertThat(printed.strip()).isEqualTo("verbs.came-again verbs.overtaken verbs.overtaken");
    }
}
