package dev.tokenfamily.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the console page reckons of policies; its own scripts do, run by Node.js. */
class PolicyPartsTest {

    private static final Path PARTS = Path.of("src/main/console/parts").toAbsolutePath();

    /** As they are built, beside their library. */
    private static final Path BUILT =
            Path.of("target/classes/token-family-pages/console/parts").toAbsolutePath();

    private static final String CURVE =
            "const curve = [[0, 1], [1, 4], [60, 9], [90, 11]].map(([seconds, avoided]) => ({ seconds, avoided }));";

    /** What an expression is, as JSON. */
    private static String value(String imported, String expression) {
        return Program.named("node", "nodejs")
                .run(
                        PARTS,
                        "--input-type=module",
                        "-e",
                        "import { %s; %s console.log(JSON.stringify(%s));".formatted(imported, CURVE, expression))
                .strip();
    }

    @Test
    void givenAGracePeriodBetweenTwoPointsThenTheLowerOneHolds() {
        assertThat(value(
                        "avoided } from './graceCurve.js'", "[0, 1, 59, 60, 89, 90, 9999].map(s => avoided(curve, s))"))
                .isEqualTo("[1,4,4,9,9,11,11]");
        assertThat(value("avoided } from './graceCurve.js'", "avoided([], 5)")).isEqualTo("0");
    }

    @Test
    void thenTheSliderStandsWhereItsGracePeriodIs() {
        assertThat(value("positionOf } from './graceCurve.js'", "[0, 60, 75, 9999].map(s => positionOf(curve, s))"))
                .isEqualTo("[0,2,2,3]");
        assertThat(value("positionOf } from './graceCurve.js'", "positionOf([], 5)"))
                .isEqualTo("0");
    }

    @Test
    void givenWhatIsWantedThenTheServerIsToldWhatDiffersFromThePreset() {
        assertThat(value(
                        "differences, valuesOf } from './policyValues.js'",
                        "differences({ enforcement: 'observe', 'grace-period-seconds': 10, 'notify-user': false },"
                                + " valuesOf({ enforcement: 'observe', 'grace-period-seconds': 30, 'notify-user': false },"
                                + " { enforcement: 'enforce', unknown: 'x' }))"))
                .isEqualTo("{\"enforcement\":\"enforce\",\"grace-period-seconds\":\"30\"}");
    }

    @Test
    void givenAListThenItIsALineForEachAndTheServerIsToldAList() {
        assertThat(
                        value(
                                "differences, valuesOf } from './policyValues.js'",
                                "[valuesOf({ 'for-roles': ['a', 'b, c'], 'for-groups': [] }),"
                                        + " differences({ 'for-roles': ['a'], 'for-groups': [] }, { 'for-roles': 'a\\nb, c', 'for-groups': '' })]"))
                .isEqualTo("[{\"for-roles\":\"a\\nb, c\",\"for-groups\":\"\"},{\"for-roles\":[\"a\",\"b, c\"]}]");
    }

    @Test
    void givenAPresetThatEnforcesByNowThenItDoesNotOnlyObserve() {
        assertThat(value(
                        "onlyObserves } from './presets.js'",
                        "[['observe'], ['enforce'], ['observe', 'enforce'], ['enforce', 'observe']]"
                                + ".map(([own, applied]) => onlyObserves({ configuration: { enforcement: own },"
                                + " applied: applied && { enforcement: applied } }))"))
                .isEqualTo("[true,false,false,true]");
    }

    /** Or the admin would save what is in the form by now, having seen what was in it before. */
    @Test
    void givenAPreviewThatComesWhenTheFormSaysSomethingElseThenItIsNotShown() {
        assertThat(Program.named("node", "nodejs")
                        .run(BUILT, "--input-type=module", "-e", """
                        globalThis.document = { createTreeWalker: () => ({}), createComment: () => ({}) };
                        const { nothing } = await import("../../lit-html/lit-html.js");
                        const { PolicyPreview } = await import("./policyPreview.js");
                        const answers = [];
                        const api = { post: () => new Promise((resolve) => answers.push(resolve)) };
                        const context = { api, messages: { text: (key) => key } };
                        const preview = new PolicyPreview(context, { needing: (work) => work() }, () => ({ name: "strict" }));
                        for (const typed of [true, false]) {
                          const looked = preview.look();
                          if (typed) {
                            preview.drop();
                          }
                          answers.pop()({ changes: ["one"], warnings: [], version: "v" });
                          await looked;
                          console.log(preview.render() === nothing ? "nothing" : "a preview");
                        }""")
                        .strip())
                .isEqualTo("nothing\na preview");
    }

    @Test
    void givenAPresetThenItsOtherClientsAreNamed() {
        assertThat(value("othersUnder } from './presets.js'", "othersUnder({ clientIds: ['a', 'b', 'c'] }, 'b')"))
                .isEqualTo("[\"a\",\"c\"]");
    }
}
