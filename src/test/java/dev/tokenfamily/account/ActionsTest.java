package dev.tokenfamily.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the users' page does when something is to change; its own script does it, run by Node.js, against an API that is played. */
class ActionsTest {

    private static final Path PAGE = Path.of("src/main/account").toAbsolutePath();

    private static final String SCENE = """
            import { Actions } from "./actions.js";
            const done = [];
            const api = {
              begin: async (wanted) => { done.push(["begin", wanted]); return { id: "i", kcAction: "DO:i", expiresIn: 600 }; },
              perform: async (id) => { done.push(["perform", id]); return { families: 2, signedOut: true }; },
            };
            const login = { leaveFor: async (purpose, parameters) => { done.push(["leave", purpose, parameters]); } };
            const actions = new Actions(api, login);
            """;

    private static String told(String story) {
        return Program.named("node", "nodejs")
                .run(PAGE, "--input-type=module", "-e", SCENE + story + "\nconsole.log(JSON.stringify(done));")
                .strip();
    }

    /** A name is the user's own: it is not kept in the browser, where the next one at this device would find it. */
    @Test
    void whenSomethingIsToChangeThenTheServerLearnsItAndTheUserLogsInForIt() {
        assertThat(told("await actions.begin({ action: 'name', family: 'f', name: 'laptop' });"))
                .isEqualTo(
                        "[[\"begin\",{\"action\":\"name\",\"family\":\"f\",\"name\":\"laptop\"}],"
                                + "[\"leave\",{\"id\":\"i\",\"action\":\"name\"},{\"kc_action\":\"DO:i\",\"prompt\":\"login\"}]]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ action: 'end' } | done.ended",
                "{ action: 'end-all' } | done.ended",
                "{ action: 'name' } | done.named",
                "{ action: 'answer', answer: 'me' } | done.me",
                "{ action: 'answer', answer: 'not-me' } | done.not-me"
            })
    void givenThatItWasConfirmedThenItIsDoneAndTold(String wanted, String said) {
        assertThat(told("done.push(await actions.finish({ purpose: { id: 'i', ...%s }, status: 'success' }));"
                        .formatted(wanted)))
                .isEqualTo("[[\"perform\",\"i\"],{\"said\":\"%s\",\"families\":2,\"signedOut\":true}]".formatted(said));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"'cancelled' | undone.cancelled", "'error' | undone.expired", "null | undone.expired"})
    void givenThatItWasNotConfirmedThenNothingIsDone(String status, String said) {
        assertThat(told("done.push(await actions.finish({ purpose: { id: 'i', action: 'end' }, status: %s }));"
                        .formatted(status)))
                .isEqualTo("[{\"said\":\"%s\",\"signedOut\":false}]".formatted(said));
    }

    @Test
    void givenALoginForNothingThenNothingIsDone() {
        assertThat(told("done.push(await actions.finish({ status: 'success' }) ?? 'nothing',"
                        + " await actions.finish(undefined) ?? 'nothing');"))
                .isEqualTo("[\"nothing\",\"nothing\"]");
    }
}
