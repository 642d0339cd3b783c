package dev.tokenfamily.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints a line for each test class, with its time, and what was expected and seen where a test fails, or why it is
 * skipped. JUnit finds it by its service file, in Maven and in an IDE. Classes do not run in parallel in one JVM.
 */
public final class SuiteListener implements TestExecutionListener {

    private static final int NAME_AND_CLASS = 2;

    private final AtomicInteger tests = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final List<String> skipped = new ArrayList<>();
    private @Nullable TestPlan plan;
    private long start;

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (isClass(test)) {
            start = System.currentTimeMillis();
            tests.set(0);
            failed.set(0);
            skipped.clear();
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        if (isClass(test)) {
            executionStarted(test);
        }
        skipped.add(reason);
        say("SKIPPED  " + story(test) + ": " + reason);
        if (isClass(test)) {
            finish(test);
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            tests.incrementAndGet();
        }
        switch (result.getStatus()) {
            case FAILED -> {
                failed.incrementAndGet();
                say("FAILED   " + story(test) + ": " + message(result));
            }
            case ABORTED -> {
                skipped.add(message(result));
                say("SKIPPED  " + story(test) + ": " + message(result));
            }
            case SUCCESSFUL -> {}
        }
        if (isClass(test)) {
            finish(test);
        }
    }

    private void finish(TestIdentifier testClass) {
        Duration time = Duration.ofMillis(System.currentTimeMillis() - start);
        String name = simpleName(testClass);
        SuiteLog.ofThisRun().add(new SuiteLog.TestClass(name, start, time, tests.get(), failed.get(), skipped.size()));
        say("%-32s %4d tests %8.1f s%s".formatted(name, tests.get(), time.toMillis() / 1000.0, remarks()));
    }

    private String remarks() {
        return (failed.get() > 0 ? "  " + failed + " failed" : "")
                + (skipped.isEmpty() ? "" : "  " + skipped.size() + " skipped");
    }

    /** What is just below JUnit's engines. */
    private static boolean isClass(TestIdentifier test) {
        return test.getUniqueIdObject().getSegments().size() == NAME_AND_CLASS;
    }

    private static String simpleName(TestIdentifier testClass) {
        String name = testClass.getLegacyReportingName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The class, the situations it is nested in, and the test. */
    private String story(TestIdentifier test) {
        if (isClass(test)) {
            return simpleName(test);
        }
        Optional<TestIdentifier> parent = Optional.ofNullable(plan).flatMap(all -> all.getParent(test));
        return parent.map(above -> story(above) + " > ").orElse("") + test.getDisplayName();
    }

    private static String message(TestExecutionResult result) {
        return result.getThrowable()
                .map(cause -> Optional.ofNullable(cause.getMessage()).orElse(cause.toString()))
                .map(message ->
                        message.replace("Assumption failed: ", "").strip().replaceAll("\\s*\n\\s*", " "))
                .orElse("no reason given");
    }

    @SuppressWarnings("SystemOut") // people read it
    private static void say(String line) {
        System.out.println(line);
    }
}
