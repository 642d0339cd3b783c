package dev.tokenfamily.benchmark;

import dev.tokenfamily.family.Family;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A rotation: what it allocates is the same for a family of whatever age. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FamilyAgeBenchmark {

    /** How often it was rotated before. */
    @Param({"100", "10000", "1000000"})
    private int rotations;

    private JudgedFamily judged = new JudgedFamily(0);

    /** Called by JMH. */
    @Setup
    public void grow() {
        judged = new JudgedFamily(rotations);
    }

    /** Called by JMH. */
    @Benchmark
    public Family rotate() {
        return judged.rotated(judged.family());
    }
}
