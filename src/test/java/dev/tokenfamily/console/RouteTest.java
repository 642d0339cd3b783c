package dev.tokenfamily.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Where the console page is by its URL's hash, and what is no place; its own scripts say it, run by Node.js. */
class RouteTest {

    private static final Path PAGE = Path.of("src/main/console").toAbsolutePath();

    /** What an expression is, as JSON. */
    private static String value(String expression) {
        return Program.named("node", "nodejs")
                .run(PAGE, "--input-type=module", "-e", """
                        import { answerIn } from "../page/login.js";
                        import { Route } from "./route.js";
                        const place = (hash, prefix) => Route.of(hash, "home", "overview", prefix);
                        console.log(JSON.stringify(%s));
                        """.formatted(expression))
                .strip();
    }

    @Test
    void givenAPlaceThenItsHashLeadsThereAgain() {
        assertThat(value("place('#/demo/incidents/7').to('users', 'a/b', { username: 'x y', empty: '' })"))
                .isEqualTo("\"#/demo/users/a%2Fb?username=x+y\"");
        assertThat(value("place('').to('users')")).isEqualTo("\"#/home/users\"");
        assertThat(value("place('#/demo/incidents/7').toRealm('other one')")).isEqualTo("\"#/other%20one/incidents\"");
    }

    @Test
    void givenAPrefixThenTheHashesOfTheOtherPageAreNoPlaces() {
        assertThat(value("['#/demo/clients', '#families', '', '#families/demo/clients']"
                        + ".map(hash => [Route.isOurs(hash, 'families'), place(hash, 'families').to('users')])"))
                .isEqualTo("[[false,\"#families/home/users\"],[false,\"#families/home/users\"],"
                        + "[false,\"#families/home/users\"],[true,\"#families/demo/users\"]]");
    }

    @Test
    void givenAFilterThatIsNamedAsALoginsAnswerThenItIsNone() {
        assertThat(value("['#/demo/incidents?clientId=spa&state=open&code=1', '#state=a', '',"
                        + " '#state=a&code=b', '#error=c&state=a']"
                        + ".map(hash => answerIn(hash)?.get('state') ?? 'none')"))
                .isEqualTo("[\"none\",\"none\",\"none\",\"a\",\"a\"]");
    }
}
