package dev.tokenfamily.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the console page makes of the server's answers, and what it says of them; its own scripts do, run by Node.js. */
class AdminApiTest {

    private static final Path PAGE = Path.of("src/main/console").toAbsolutePath();

    /** Messages are their keys, with the reason. Each answer is given once, and the last one again and again. */
    private static final String SCENE = """
            import { AdminApi } from "./api.js";
            import { explain } from "./problem.js";
            const sent = [];
            const json = (status, body) => new Response(JSON.stringify(body), { status });
            const web = (status) => new Response("<html>", { status, headers: { "Content-Type": "application/json" } });
            const gone = () => { throw new TypeError("Failed to fetch"); };
            let answers = [];
            globalThis.fetch = async (url, { headers }) => {
              sent.push([url, headers.Authorization]);
              const answer = answers.length > 1 ? answers.shift() : answers[0];
              return typeof answer === "function" ? answer() : answer.clone();
            };
            let tokens = 1;
            const login = { token: async () => `t${tokens}`, forget: () => tokens++ };
            const apiOf = (realm) => new AdminApi(login, "https://kc.example", realm);
            const text = (key, { reason, right } = {}) => [key, reason ?? right].filter(Boolean).join(": ");
            const said = (work) => work.then(JSON.stringify, (error) => explain(error, { text }, "view-users"));
            """;

    private static String told(String story) {
        return Program.named("node", "nodejs")
                .run(PAGE, "--input-type=module", "-e", SCENE + story)
                .strip();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "json(200, [1]) | [1]",
                "new Response(null, { status: 204 }) | ``",
                "json(400, { errorMessage: 'The address is not valid' }) | problem.refused: The address is not valid",
                "json(403, { error: 'HTTP 403 Forbidden' }) | problem.right-missing: view-users",
                "json(404, { errorMessage: 'No such family' }) | problem.not-found",
                "json(409, { errorMessage: 'Dismissed by now' }) | problem.refused: Dismissed by now",
                "web(429) | problem.refused: HTTP 429",
                "new Response('', { status: 431 }) | problem.refused: HTTP 431",
                "json(500, { error: 'unknown_error' }) | problem.failed: unknown_error",
                "web(502) | problem.failed: HTTP 502",
                "json(503, null) | problem.failed: HTTP 503",
                "web(200) | problem.unreachable",
                "gone | problem.unreachable"
            })
    void givenAnAnswerThenTheAdminIsToldWhatItMeans(String answer, String sentence) {
        assertThat(told("answers = [" + answer + "]; console.log((await said(apiOf('demo').get('/x'))) ?? '');"))
                .isEqualTo(sentence);
    }

    /** What the admin sees and has typed stays then, beside a button that helps. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "json(401, {}), json(200, [1]) | [1] t1 t2",
                "json(401, {}), json(401, {}) | login.ended t1 t2",
                "json(401, { error: 'login_required' }) | problem.refused: login_required t1",
                "json(401, {}), json(401, { error: 'login_required' }) | problem.refused: login_required t1 t2"
            })
    void givenATokenThatIsRefusedThenAnotherIsTriedOnce(String answers, String outcome) {
        assertThat(told("answers = [" + answers + "]; const outcome = await said(apiOf('demo').post('/x', {}));"
                        + " console.log(outcome, sent.map(([, token]) => token.slice('Bearer '.length)).join(' '));"))
                .isEqualTo(outcome);
    }

    /** The browser would go up in the path, to a resource that nobody has meant. */
    @Test
    void givenALinkWithDotsForANameThenNothingIsAsked() {
        assertThat(told("""
                        answers = [json(200, {})];
                        for (const work of [
                          apiOf("demo").delete("/.."), apiOf("demo").get("/incidents/.."), apiOf("..").get("/report"),
                          apiOf("demo").put("/incidents/./state", {}), apiOf("demo").ofKeycloak("/users/.."),
                        ]) {
                          console.log(await said(work));
                        }
                        await apiOf("..a").get("/a..b", { search: "../.." });
                        console.log(sent.map(([url]) => url).join());"""))
                .isEqualTo("problem.not-found\n".repeat(5)
                        + "https://kc.example/admin/realms/..a/token-families/a..b?search=..%2F..");
    }
}
