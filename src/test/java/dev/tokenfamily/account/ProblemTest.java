package dev.tokenfamily.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the users' page makes of the server's answers; its own scripts do, run by Node.js. */
class ProblemTest {

    private static final Path PAGE = Path.of("src/main/account").toAbsolutePath();

    /** Messages are their keys, with what is put into them. */
    private static final String SCENE = """
            import { MineApi } from "./api.js";
            import { List } from "./list.js";
            import { explain } from "./problem.js";
            const asked = [];
            let answers = [];
            globalThis.fetch = async (url, { method, body }) => {
              asked.push(`${method} ${url}${body ?? ""}`);
              const answer = answers.length > 1 ? answers.shift() : answers[0];
              return typeof answer === "function" ? answer() : answer.clone();
            };
            const json = (status, body, headers) => new Response(JSON.stringify(body), { status, headers });
            const gone = () => { throw new TypeError("Failed to fetch"); };
            const messages = {
              text: (key, values = {}) => [key, ...Object.values(values)].join(" "),
              has: (key) => ["refused.accused", "refused.unavailable"].includes(key),
              duration: (seconds) => `${seconds}s`,
            };
            const login = { token: async () => "t", forget() {} };
            const api = new MineApi(login, "https://kc.example", "my realm");
            const said = (work) => work.then(JSON.stringify, (error) => explain(error, messages));
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
                "json(200, { families: [] }) | {\"families\":[]}",
                "json(429, { error: 'too_many_requests' }, { 'Retry-After': '240' }) | problem.too-many.wait 240s",
                "json(429, {}, { 'Retry-After': 'Mon, 30 Nov 2026 10:00:00 GMT' }) | problem.too-many",
                "new Response('<html>', { status: 429 }) | problem.too-many",
                "json(403, { error: 'accused' }) | refused.accused",
                "json(503, { error: 'unavailable' }) | refused.unavailable",
                "json(403, { error: 'new_one', error_description: 'Not today' }) | problem.refused Not today",
                "new Response('', { status: 502 }) | problem.failed HTTP 502",
                "json(401, { error: 'invalid_token' }) | login.ended",
                "new Response('<html>') | problem.unreachable",
                "gone | problem.unreachable"
            })
    void givenAnAnswerThenTheUserIsToldWhatItMeans(String answer, String sentence) {
        assertThat(told("answers = [%s]; console.log(await said(api.signIns(0)));".formatted(answer)))
                .isEqualTo(sentence);
    }

    @Test
    void thenEachCallHasItsAddress() {
        assertThat(told("""
                        answers = [json(200, {})];
                        await api.signIns(50);
                        await api.warnings(0);
                        await api.begin({ action: "end-all" });
                        await api.perform("a/b");
                        await said(api.perform("..")); // the way to another resource
                        console.log(asked.join("\\n"));""").replace("https://kc.example/realms/my%20realm/token-family/mine", ""))
                .isEqualTo("""
                        GET /families?first=50
                        GET /incidents?first=0
                        POST /actions{"action":"end-all"}
                        POST /actions/a%2Fb""");
    }

    @Test
    void givenMoreThanOnePieceThenWhatHasMovedIsThereOnceAndAFailureLosesNothing() {
        assertThat(told("""
                        const list = new List((first) => api.signIns(first), "families");
                        answers = [json(200, { families: [{ id: 1 }, { id: 2 }], next: 50 })];
                        await list.load();
                        answers = [json(200, { families: [{ id: 2 }, { id: 3 }] })];
                        await list.loadMore();
                        console.log(list.entries.map(({ id }) => id).join(), list.more, asked.length);
                        answers = [gone];
                        console.log(await said(list.loadMore()), list.entries.length);
                        await list.load();
                        console.log(explain(list.problem, messages), list.entries.length);""")).isEqualTo("""
                        1,2,3 false 2
                        problem.unreachable 3
                        problem.unreachable 3""");
    }

    /** The newest rows of a user may all be of sign-ins that have ended, and are not shown. */
    @Test
    void givenPiecesWithNothingToShowThenTheListGoesOnFromWhereTheServerSays() {
        assertThat(told("""
                        const list = new List((first) => api.signIns(first), "families");
                        answers = [
                          json(200, { families: [], next: 50 }),
                          json(200, { families: [{ id: 1 }], next: 100 }),
                        ];
                        await list.load();
                        console.log(list.entries.map(({ id }) => id).join(), list.more);
                        answers = [
                          json(200, { families: [{ id: 1 }], next: 150 }), // it has moved
                          json(200, { families: [], next: 200 }),
                          json(200, { families: [{ id: 2 }] }),
                        ];
                        await list.loadMore();
                        console.log(list.entries.map(({ id }) => id).join(), list.more);
                        answers = [json(200, { families: [] })];
                        await list.load();
                        console.log(list.entries.length, list.more);
                        console.log(asked.map((request) => request.replace(/.*first=/, "")).join());""")).isEqualTo("""
                        1 true
                        1,2 false
                        0 false
                        0,50,100,150,200,0""");
    }
}
