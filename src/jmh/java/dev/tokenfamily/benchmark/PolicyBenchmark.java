package dev.tokenfamily.benchmark;

import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyParser;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The policy of a refresh, from what Keycloak has read of the client profile: a microsecond at most. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PolicyBenchmark {

    private final Map<String, Object> configured = Map.of(
            "rotation", "on-use",
            "grace-period-seconds", "10",
            "revocation-scope", "family",
            "enforcement", "enforce",
            "exempt-sender-constrained", "true");

    /** Called by JMH. */
    @Benchmark
    public Policy parse() {
        return PolicyParser.parse(configured);
    }
}
