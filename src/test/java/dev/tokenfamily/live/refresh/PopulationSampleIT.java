package dev.tokenfamily.live.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.clientpolicy.Preset;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.refresh.TwinEndpoint.Step;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyParser;
import dev.tokenfamily.simulation.FamilyEndpoint;
import dev.tokenfamily.simulation.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Some of those clients and thieves of whom {@code docs/explanation/trust.md} tells play against the server: it says the same of each token as
 * the simulated endpoint. The seeds are those of days on which much happens, and the same on a machine of which each refresh takes
 * most of a second: nobody comes there at the very end of a grace period or an interval.
 */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PopulationSampleIT {

    private static final long DAY = 24 * 3_600 * 1_000L;

    private final TestRealm realm;
    private final ServerClock clock;

    PopulationSampleIT(KeycloakServer server) {
        realm = TestRealm.create(server, "population-sample");
        clock = new ServerClock(realm.inside());
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "rfc9700-public, browser-tabs, lockstep, 188, 'rotate, grace_retry, late_recovery, reuse, revoked'",
        "browser-app, browser-tabs, same-network, 2009, 'rotate, grace_retry, late_recovery, reuse, expired'",
        "native-mobile, phone, quiet, 897, 'rotate, grace_retry, late_recovery, reuse'",
        "native-mobile, app-killed, '', 524, 'rotate, late_recovery, reuse'",
        "cli-agents, agents, first, 991, 'rotate, keep, grace_retry, reuse, revoked'",
        "cli-agents, gateway, first, 2940, 'rotate, grace_retry, reuse, revoked'",
        "mcp, mcp-host, quiet, 2968, 'rotate, grace_retry, reuse, revoked'",
        "strict, sleeping-laptop, '', 1852, 'rotate, reuse'",
        "observe-first, server-rendered, first, 1113, 'rotate, grace_retry, reuse'"
    })
    void givenTheSameTokensAtTheSameTimeThenTheServerSaysWhatTheSimulatedEndpointSays(
            String preset, String clients, String thief, long seed, String verdicts) {
        Map<String, Object> configured = Preset.named(preset).orElseThrow().configured();
        Policy policy = PolicyParser.parse(configured);
        App app = realm.govern(preset, configured).publicClient(preset + "-" + clients, preset);
        List<Step> steps = new ArrayList<>();
        long midnight = (clock.now() / DAY + 1) * DAY;

        new Sample(clients, thief, seed, 40)
                .play(
                        midnight,
                        now -> new TwinEndpoint(new FamilyEndpoint(policy, now), realm, app, clock, steps::add));

        assertThat(steps).allSatisfy(step -> assertThat(step.real()).isEqualTo(step.simulated()));
        assertThat(steps.stream()
                        .map(step -> step.simulated().split(",", -1)[0])
                        .distinct())
                .contains(verdicts.split(", ", -1));
    }
}
