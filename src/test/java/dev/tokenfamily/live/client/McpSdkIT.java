package dev.tokenfamily.live.client;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertGranted;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefusal;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.clientpolicy.Preset;
import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.network.LosingProxy;
import dev.tokenfamily.harness.page.NodeModules;
import dev.tokenfamily.harness.page.ScriptProcesses;
import dev.tokenfamily.harness.page.ScriptProgram;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.SavedEvent;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A command by npm's {@code @modelcontextprotocol/sdk} under the preset {@code mcp}: its processes share one file with credentials, call
 * an MCP server, and refresh when that answers 401.
 */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class McpSdkIT {

    private static final int PROCESSES = 4;
    private static final int CALLS = 4;
    private static final int ROUNDS = 3;

    /** Longer than sixteen calls at once take between the refresh and the call that needs it. */
    private static final int ACCESS_TOKEN_SECONDS = 40;

    private static final int GRACE_SECONDS = 90;

    private final TestRealm realm;
    private final LosingProxy network;
    private final List<ScriptProgram> processes = new ArrayList<>();
    private App app;
    private ScriptProcesses command;

    McpSdkIT(KeycloakServer server) {
        NodeModules.install();
        realm = TestRealm.create(server, "mcp-sdk")
                .govern("mcp", Preset.named("mcp").orElseThrow().configured());
        network = LosingProxy.before(server);
        app = new App(network.through(realm.url()), "none", null);
        command = ScriptProcesses.of(ScriptProgram::onNode, "library-mcp-sdk.mjs", app);
    }

    @AfterAll
    void closeNetwork() {
        network.close();
    }

    @BeforeEach
    void logIn(TestInfo test) {
        String clientId = test.getTestMethod().orElseThrow().getName();
        app = realm.client(clientId, "mcp", client -> {
                    client.setPublicClient(true);
                    client.getAttributes().put("access.token.lifespan", Integer.toString(ACCESS_TOKEN_SECONDS));
                    client.getAttributes().put("pkce.code.challenge.method", "S256");
                })
                .at(network.through(realm.url()));
        command = ScriptProcesses.of(ScriptProgram::onNode, "library-mcp-sdk.mjs", app);
        command.calling("mcp-server.mjs");
        processes.add(command.logIn(app, "alice"));
    }

    @AfterEach
    void end() {
        network.heal();
        command.close();
        processes.clear();
    }

    @Test
    void givenProcessesThatShareOneFileThenAllCallsAreServedAndLostAnswersComeAgain() {
        String family = stored().familyId();
        while (processes.size() < PROCESSES) {
            processes.add(command.start());
        }
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(calledByAll(CALLS)).allMatch(McpSdkIT::served);
        }
        network.loseAnswers(PROCESSES);
        assertThat(calledByAll(1)).noneMatch(McpSdkIT::served);
        assertThat(network.stillToLose()).isZero();
        assertThat(calledByAll(CALLS)).allMatch(McpSdkIT::served);

        assertThat(realm.events(app.clientId()))
                .as("one in each round at least, however slow the processes are, and one of each whose answer is lost")
                .hasSizeGreaterThan(ROUNDS + PROCESSES)
                .allSatisfy(event -> {
                    assertThat(event.type()).isEqualTo("REFRESH_TOKEN");
                    assertThat(event.familyId()).isEqualTo(family);
                    assertThat(event.verdict()).isIn("rotate", "keep", "grace_retry");
                });
        assertThat(realm.events(app.clientId())).extracting(SavedEvent::verdict).contains("grace_retry");
        assertThat(stored().familyId()).isEqualTo(family);
        assertThat(stored().generation()).isGreaterThanOrEqualTo(4);
        assertThat(realm.inside().revocation(family)).isEmpty();
    }

    @Test
    void givenALostAnswerThenTheSdkAsksForALoginAndTheNextCallGetsTheLostSuccessor() {
        Tokens before = stored();
        network.loseAnswers(1);
        assertThat(called()).isEqualTo("UnauthorizedError: Unauthorized");
        assertThat(stored()).isEqualTo(before);
        assertGranted(realm.lastEvent(app.clientId()), "rotate", before.familyId(), 0);

        assertThat(calledNow()).isEqualTo("served");
        assertGranted(realm.lastEvent(app.clientId()), "grace_retry", before.familyId(), 0);
        assertThat(stored().generation()).isEqualTo(1);
        assertThat(called()).isEqualTo("served");
        assertThat(stored().generation()).isEqualTo(2);
    }

    @Test
    void givenAReuseThenTheSdkForgetsItsTokensAndTheNextLoginStartsAFamily() {
        Tokens stolen = stored();
        assertThat(called()).isEqualTo("served");
        assertThat(called()).isEqualTo("served");
        realm.pass(GRACE_SECONDS + 1);
        assertRefused(app.refresh(stolen.refresh()), REUSED);

        assertThat(calledNow()).isEqualTo("UnauthorizedError: Unauthorized");
        assertRefusal(realm.lastEvent(app.clientId()), "revoked", stolen.familyId(), 2);
        assertThat(realm.inside().revocation(stolen.familyId())).isEqualTo("REUSE");
        assertThat(process().tell("tokens", Map.of())).isEmpty();

        processes.add(0, command.logIn(app, "alice"));
        assertThat(stored().familyId()).isNotEqualTo(stolen.familyId());
        assertThat(called()).isEqualTo("served");
        assertThat(stored().generation()).isEqualTo(1);
    }

    private ScriptProgram process() {
        return processes.get(0);
    }

    /** What all processes together have in their file. */
    private Tokens stored() {
        JsonNode tokens = process().tell("tokens", Map.of());
        return new Tokens(
                tokens.path("access_token").asText(),
                tokens.path("refresh_token").asText());
    }

    /** What the SDK shows for a call whose access token has expired. */
    private String called() {
        realm.pass(ACCESS_TOKEN_SECONDS + 1);
        return calledNow();
    }

    private String calledNow() {
        JsonNode result = process().tell("call", Map.of("atOnce", 1)).path(0);
        return served(result) ? "served" : result.path("shown").asText();
    }

    /** What they get when all have so many calls at once, with an access token that has expired. */
    private List<JsonNode> calledByAll(int atOnce) {
        realm.pass(ACCESS_TOKEN_SECONDS + 1);
        List<JsonNode> results = new ArrayList<>();
        Callers.atOnce(processes.size(), number -> processes.get(number).tell("call", Map.of("atOnce", atOnce)))
                .forEach(answers -> answers.forEach(results::add));
        return results;
    }

    private static boolean served(JsonNode result) {
        return !result.has("shown");
    }
}
