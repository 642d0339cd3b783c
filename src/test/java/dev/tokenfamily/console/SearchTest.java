package dev.tokenfamily.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the console page asks for in a search, and whether it knows that it has not seen all; its own script says it, run by Node.js. */
class SearchTest {

    private static final Path PARTS = Path.of("src/main/console/parts").toAbsolutePath();

    /** The requests, and whether all was looked at, where there are so many entries. */
    private static String search(String asked, int entries) {
        return Program.named("node", "nodejs")
                .run(PARTS, "--input-type=module", "-e", """
                        import { search } from "./search.js";
                        const requests = [];
                        const api = {
                          get: async (path, parameters) => {
                            requests.push(`${path}?${new URLSearchParams(parameters)}`);
                            return path.endsWith("/count") ? Math.min(%d, parameters.max) : [];
                          },
                        };
                        const { complete } = await search(api, "/all", %s, { first: 20, max: 21 }, "sessionId");
                        console.log([...requests, complete].join(" "));
                        """.formatted(entries, asked))
                .strip();
    }

    @Test
    void givenWhatAnIndexFindsThenAllIsLookedAt() {
        assertThat(search("{}", 1_000_000)).isEqualTo("/all?first=20&max=21 true");
        assertThat(search("{ username: 'alice', first: '20' }", 1_000_000))
                .isEqualTo("/all?username=alice&first=20&max=21 true");
        assertThat(search("{ clientId: 'spa', status: '' }", 1_000_000))
                .isEqualTo("/all?clientId=spa&status=&first=20&max=21 true");
        assertThat(search("{ sessionId: 's', status: 'active' }", 1_000_000))
                .isEqualTo("/all?sessionId=s&status=active&first=20&max=21 true");
    }

    @Test
    void givenAnythingElseThenTheNewestAreLookedAtAndOlderOnesAreKnownToBeThere() {
        assertThat(search("{ status: 'revoked' }", 1_000_000))
                .isEqualTo("/all?status=revoked&first=20&max=21&newest=10000 /all/count?max=10000 false");
        assertThat(search("{ status: 'revoked' }", 9_999)).endsWith(" true");
        assertThat(search("{ status: 'revoked', clientId: 'spa' }", 10_000))
                .endsWith("&newest=10000 /all/count?clientId=spa&max=10000 false");
        assertThat(search("{ clientId: 'spa', userId: 'u' }", 3))
                .endsWith("&newest=10000 /all/count?userId=u&max=10000 true");
    }
}
