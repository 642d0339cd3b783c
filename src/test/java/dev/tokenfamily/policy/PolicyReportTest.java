package dev.tokenfamily.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.policy.EffectivePolicy.Match;
import dev.tokenfamily.policy.Warning.ClientFacts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What an admin is told of all policies that may govern a client. */
final class PolicyReportTest {

    private static final ClientFacts CLIENT = new ClientFacts(false, false, 300, false, false, false, false);

    private static Match match(String name, boolean dependsOnRequest, String key, Object value) {
        return new Match(
                name,
                "profile",
                PolicyParser.parse(Map.of(key, value)),
                ForUsers.ALL,
                dependsOnRequest,
                List.of("it is so"));
    }

    private static PolicyReport report(Match... matches) {
        return PolicyReport.of(new EffectivePolicy(List.of(matches)), CLIENT);
    }

    @Nested
    final class GivenSeveralPoliciesThatMayGovern {

        @Test
        void thenTheWarningsOfEachAreToldOnceAndInTheirOrder() {
            PolicyReport report = report(
                    match("certain", false, "enforcement", "observe"),
                    match("perhaps", true, "grace-period-seconds", 301),
                    match("perhaps too", true, "enforcement", "observe"));

            assertThat(report.warnings()).containsExactly(Warning.GRACE_OUTLIVES_ACCESS_TOKEN, Warning.OBSERVING);
        }

        @Test
        void thenThoseOfOneThatCannotGovernAreNotTold() {
            PolicyReport report = report(
                    match("hidden", false, "enforcement", "observe"),
                    match("governs", false, "grace-period-seconds", 301));

            assertThat(report.warnings()).containsExactly(Warning.GRACE_OUTLIVES_ACCESS_TOKEN);
            assertThat(report.effective().certain()).map(Match::clientPolicy).contains("governs");
        }
    }

    @Nested
    final class GivenNoPolicy {

        @Test
        void thenThereIsNothingToWarnOf() {
            assertThat(report().warnings()).isEmpty();
        }
    }
}
