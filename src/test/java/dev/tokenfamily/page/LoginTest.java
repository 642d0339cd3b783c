package dev.tokenfamily.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A login at a page of ours: whose answer is taken, and what it must have; its own script does it, run by Node.js. The
 * browser is played, and so is Keycloak.
 */
class LoginTest {

    private static final Path PAGE = Path.of("src/main/page").toAbsolutePath();

    /** {@code asked} are the requests for a login, {@code sent} those for tokens, {@code left} where the page went. */
    private static final String SCENE = """
            import { Login } from "./login.js";
            const issuer = "https://kc.example/realms/home";
            const pageUrl = `${issuer}/token-families/`;
            const asked = [], sent = [], left = [];
            const play = {
              answers: ({ state }) => [{ state, code: "own" }],
              claims: {},
              tokens: (json) => Response.json(json),
              silent: () => new Response(""),
            };
            const ask = (url) => {
              const request = Object.fromEntries(new URL(url).searchParams);
              asked.push(request);
              const channel = new BroadcastChannel("token-family-login");
              play.answers(request).forEach((answer) => channel.postMessage(new URLSearchParams(answer).toString()));
              setTimeout(() => channel.close(), 100);
            };
            globalThis.document = { createElement: () => ({ remove() {} }), body: { append: ({ src }) => ask(src) } };
            globalThis.window = { open: () => ({ location: { replace: ask } }) };
            globalThis.location = { hash: "", replace: (url) => left.push(url), reload: () => left.push("reload") };
            globalThis.history = { replaceState: (state, title, url) => { location.hash = new URL(url).hash; } };
            const stored = new Map();
            globalThis.sessionStorage = {
              getItem: (key) => stored.get(key) ?? null,
              setItem: (key, value) => stored.set(key, value),
              removeItem: (key) => stored.delete(key),
            };
            globalThis.fetch = async (url, { body } = {}) => {
              if (url === `${pageUrl}silent`) {
                return play.silent();
              }
              sent.push(Object.fromEntries(body));
              const claims = { iss: issuer, aud: "console", sub: "admin", nonce: asked.at(-1)?.nonce, ...play.claims };
              const id_token = `x.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`;
              return play.tokens({ access_token: `token-${sent.length}`, expires_in: 300, id_token });
            };
            const soon = () => new Promise((resolve) => setTimeout(resolve, 50));
            const outcomeOf = (work) => work.then(() => "in", (error) => `${error.constructor.name} ${error.message}`);
            const login = new Login({ issuer, clientId: "console", pageUrl });
            """;

    /** What comes of a story, which leaves it in {@code outcome}. */
    private static String told(String story) {
        return Program.named("node", "nodejs")
                .run(
                        PAGE,
                        "--input-type=module",
                        "-e",
                        SCENE + "let outcome;\n" + story + "\nconsole.log(JSON.stringify(outcome));")
                .strip();
    }

    /** RFC 7636 §4.2. */
    @Test
    void thenTheCodeIsWorthNothingWithoutTheVerifierOfTheRequest() {
        assertThat(told("""
                        await login.silently();
                        const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(sent[0].code_verifier));
                        const [{ code_challenge, code_challenge_method, prompt, response_mode }] = asked;
                        outcome = [
                          code_challenge === Buffer.from(digest).toString("base64url"),
                          sent[0].code_verifier.length, code_challenge_method, prompt, response_mode,
                        ];""")).isEqualTo("[true,43,\"S256\",\"none\",\"fragment\"]");
    }

    @Test
    void givenAnAnswerOfAnotherStateThenItIsNotTaken() {
        assertThat(told("""
                        play.answers = ({ state }) => [{ state: "another", code: "thief's" }, { code: "none" }, { state, code: "own" }];
                        await login.silently();
                        outcome = sent.map(({ code }) => code);""")).isEqualTo("[\"own\"]");
    }

    @Test
    void givenALinkWithAnAnswerThatNobodyAskedForThenTheLoginBeginsAnew() {
        assertThat(told("""
                        stored.set("token-family-login", JSON.stringify({ state: "own", nonce: "n", verifier: "v", back: "#/demo" }));
                        location.hash = "#state=another&code=thief's";
                        login.begin();
                        await soon();
                        const { state, back } = JSON.parse(stored.get("token-family-login"));
                        outcome = [sent.length, left.length, new URL(left[0]).searchParams.get("state") === state, back];""")).isEqualTo("[0,1,true,\"#/demo\"]");
    }

    @Test
    void givenTheAnswerThatThePageAskedForThenItIsInAndNothingIsLeftBehind() {
        assertThat(told("""
                        stored.set("token-family-login", JSON.stringify({ state: "own", nonce: "n", verifier: "v", back: "#/demo" }));
                        location.hash = "#state=own&code=c";
                        play.claims = { nonce: "n" };
                        await login.begin();
                        outcome = [await login.token(), sent[0].code_verifier, location.hash, stored.size, left.length];""")).isEqualTo("[\"token-1\",\"v\",\"#/demo\",0,0]");
    }

    /** What is to be done after it is for the page that asked for it, and not for whoever made the link. */
    @Test
    void givenALoginForAPurposeThenOnlyItsOwnAnswerHasThePurpose() {
        assertThat(told("""
                        location.hash = "#/place";
                        login.leaveFor({ id: "own" }, { kc_action: "DO", prompt: "login" });
                        await soon();
                        const { kc_action, prompt, scope, state, nonce } = Object.fromEntries(new URL(left[0]).searchParams);
                        play.claims = { nonce };
                        location.hash = `#state=${state}&code=c&kc_action_status=success`;
                        const made = await login.begin();
                        outcome = [kc_action, prompt, scope, made, location.hash];
                        location.hash = `#state=${state}&code=c&kc_action_status=success`;
                        login.begin();
                        await soon();
                        outcome.push(left.length, sent.length);"""))
                .isEqualTo("[\"DO\",\"login\",\"openid\","
                        + "{\"purpose\":{\"id\":\"own\"},\"status\":\"success\"},\"#/place\",2,1]");
    }

    /** OpenID Connect Core 1.0 §3.1.3.7; RFC 9207 §2.4. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "play.claims = { nonce: 'another' } | LoginRefused id_token",
                "play.claims = { iss: 'https://thief.example' } | LoginRefused id_token",
                "play.claims = { aud: 'another' } | LoginRefused id_token",
                "play.claims = { aud: ['another', 'console'] } | in",
                "play.answers = ({ state }) => [{ state, iss: 'https://thief.example', code: 'c' }] | LoginRefused iss",
                "play.answers = ({ state }) => [{ state, error: 'login_required' }] | LoginEnded login_required",
                "play.answers = ({ state }) => [{ state, error: 'access_denied' }] | LoginRefused access_denied",
                "play.tokens = () => Response.json({ error: 'invalid_grant' }, { status: 400 }) | LoginRefused invalid_grant",
                "play.tokens = () => new Response('<html>', { status: 502 }) | LoginRefused HTTP 502",
                "play.silent = () => { throw new TypeError('gone'); } | Unreachable gone"
            })
    void givenAnAnswerThenOnlyThatOfKeycloakToThisRequestLetsIn(String played, String outcome) {
        assertThat(told(played + "; outcome = await outcomeOf(login.silently());"))
                .isEqualTo("\"" + outcome + "\"");
    }

    @Test
    void givenATokenThatIsAboutToExpireThenItIsRenewedOnceForAllWhoWait() {
        assertThat(told("""
                        await login.silently();
                        outcome = [await login.token()];
                        login.forget();
                        outcome.push(...await Promise.all([login.token(), login.token()]), asked.length);""")).isEqualTo("[\"token-1\",\"token-2\",\"token-2\",2]");
    }

    /** Or whoever looks at a preview for as long as an access token lives would have to log in once more. */
    @Test
    void givenAFreshLoginThenARenewalIsForTheSameAndAsksNobody() {
        assertThat(told("""
                        await login.silently();
                        await login.afresh("token-family-policy");
                        login.forget();
                        await login.token();
                        outcome = asked.map(({ scope, prompt, max_age }) => [scope, prompt, max_age ?? ""].join(" ").trim());"""))
                .isEqualTo(
                        "[\"openid none\",\"openid token-family-policy login 0\",\"openid token-family-policy none\"]");
    }

    @Test
    void givenThatAnotherAdminLogsInThenNothingOfTheFirstIsShown() {
        assertThat(told("""
                        await login.silently();
                        play.claims = { sub: "another" };
                        login.again();
                        await soon();
                        outcome = [left, login.claims.sub];""")).isEqualTo("[[\"reload\"],\"admin\"]");
    }
}
