package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.live.operation.Promql.Selector;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PromqlTest {

    @Test
    void givenFunctionsOperatorsAndGroupsThenOnlyMetricsAreNamed() {
        assertThat(
                        Promql.selectors(
                                "histogram_quantile(0.95, sum by (le, verdict) (rate(a_bucket[5m]))) > bool 1e3"
                                        + " or on (job) group_left (x) count without (y) (b offset 1h) unless ignoring(z) absent(c) # d"))
                .extracting(Selector::metric)
                .containsExactly("a_bucket", "b", "c");
    }

    @Test
    void givenMatchersThenTheirValuesAreTold() {
        assertThat(Promql.selectors(
                        "sum(rate(x{realm=~\"$realm\", verdict=~\"reuse|revoked\",a!=\"by (b)\",}[$__range])) / y{}"))
                .satisfiesExactly(
                        x -> {
                            assertThat(x.labels())
                                    .isEqualTo(Map.of("realm", "$realm", "verdict", "reuse|revoked", "a", "by (b)"));
                            assertThat(x.values("verdict")).containsExactly("reuse", "revoked");
                            assertThat(x.values("realm")).isEmpty();
                        },
                        y -> assertThat(y).isEqualTo(new Selector("y", Map.of())));
    }
}
