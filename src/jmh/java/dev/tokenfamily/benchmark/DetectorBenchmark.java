package dev.tokenfamily.benchmark;

import dev.tokenfamily.detection.Detector;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.family.FamilyStore.Reading;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A verdict: 200 ns at most. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DetectorBenchmark {

    private final JudgedFamily judged = new JudgedFamily(100);

    /** Rotate, GraceRetry, Reuse. */
    @Param({"0", "1", "2"})
    private int behind;

    private PresentedToken token = judged.token(0);

    /** Called by JMH. */
    @Setup
    public void present() {
        token = judged.token(behind);
    }

    /** Called by JMH. */
    @Benchmark
    public Verdict judge() {
        Reading reading = new Reading(judged.family(), judged.now(), 0);
        return Detector.judge(reading, token, judged.presentation(), JudgedFamily.POLICY);
    }
}
