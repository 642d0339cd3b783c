package dev.tokenfamily.clientpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.clientpolicy.SharedConfiguration.Others;
import dev.tokenfamily.policy.PolicyParser;
import dev.tokenfamily.policy.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A command for one client may change what holds for others, and says so. */
final class SharedConfigurationTest {

    private static final Preset PRESET = Preset.named("observe-first").orElseThrow();
    private static final String NAME = "token-family-observe-first";
    private static final Rule OWN = PolicyParser.rule(PRESET.configured());
    private static final Rule ENFORCED = PolicyParser.rule(Map.of("enforcement", "enforce"));
    private static final Others NOBODY = new Others(List.of(), 0);

    private static List<String> warnings(Rule rule, boolean changed, List<String> joining, Others others) {
        return new SharedConfiguration(PRESET, NAME, rule, changed, joining).warnings(() -> others);
    }

    @Test
    void givenOthersUnderItWhenItIsChangedThenTheyAreNamedOrCounted() {
        assertThat(warnings(ENFORCED, true, List.of(), new Others(List.of("a", "b"), 2)))
                .containsExactly(
                        "The configuration of '" + NAME
                                + "' holds for all clients under it, so also for 'a', 'b', 2 more clients: enforcement is enforce.");
        assertThat(warnings(OWN, true, List.of(), new Others(List.of(), 1)))
                .singleElement()
                .asString()
                .contains("also for 1 more client: enforcement is observe");
        assertThat(warnings(ENFORCED, true, List.of(), NOBODY)).isEmpty();
    }

    @Test
    void givenVeryManyOthersThenTheWarningStaysShort() {
        List<String> many = IntStream.range(0, 10_000).mapToObj(n -> "app" + n).toList();
        assertThat(warnings(ENFORCED, true, List.of(), new Others(many, 5)))
                .singleElement()
                .asString()
                .contains("'app19', 9985 more clients")
                .doesNotContain("'app20'");
    }

    @Test
    void givenAnotherConfigurationThanThePresetsOwnWhenAClientJoinsThenItSaysWhatTheClientGetsAndWhoHasIt() {
        assertThat(warnings(ENFORCED, false, List.of("new"), new Others(List.of("a"), 0)))
                .hasSize(2)
                .satisfies(all -> assertThat(all.get(0)).contains("also for 'a'"))
                .last()
                .asString()
                .isEqualTo("The client 'new' gets what is configured in '" + NAME
                        + "', not the preset's own: enforcement is enforce.");
    }

    @Test
    void givenThePresetsOwnPolicyForSomeUsersWhenAClientJoinsThenThatIsNotThePresetsOwn() {
        Map<String, Object> some = new HashMap<>(PRESET.configured());
        some.put("for-roles", List.of("admin"));
        assertThat(warnings(PolicyParser.rule(some), false, List.of("new"), NOBODY))
                .singleElement()
                .asString()
                .contains("not the preset's own");
    }

    @Test
    void givenThePresetsOwnConfigurationWhenAClientJoinsThenNobodyIsWarned() {
        assertThat(warnings(OWN, false, List.of("new"), new Others(List.of("a"), 3)))
                .isEmpty();
        assertThat(warnings(ENFORCED, false, List.of(), new Others(List.of("a"), 3)))
                .as("nobody joins, and nothing changes")
                .isEmpty();
    }

    @Test
    void givenAPresetForAllOfAKindWhenItIsChangedThenItSaysSo() {
        Preset all = Preset.named("rfc9700-public").orElseThrow();
        assertThat(new SharedConfiguration(all, "token-family-rfc9700-public", ENFORCED, true, List.of())
                        .warnings(() -> NOBODY))
                .singleElement()
                .asString()
                .contains("all clients of the kind that its condition names: enforcement is enforce");
    }
}
