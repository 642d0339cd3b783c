package dev.tokenfamily.demo;

import dev.tokenfamily.harness.DiskSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether {@code mvn -Prun} can go well on this machine, asked before anything is built or Keycloak is downloaded. The build
 * compiles this class and what it names by themselves, on whatever Java there is: they are written in Java 11.
 */
public final class BeforeTheBuild {

    private static final int OLDEST_JAVA = 17;

    /** Keycloak, a copy of it for the demo, and what the first start builds and stores. */
    private static final long DEMO_MEGABYTES = 500;

    /** What Maven has to download if it has not got Keycloak yet: it has all the rest before it asks. */
    private static final long DOWNLOAD_MEGABYTES = 200;

    private BeforeTheBuild() {}

    /**
     * Where something will not do, says so and ends the JVM with 1.
     *
     * @param arguments the port, the directory of the build, and Maven's local repository
     */
    public static void main(String[] arguments) throws IOException {
        Optional<String> problem = problemOfSystem(System.getProperty("os.name", ""))
                .or(() -> problemOfJava(Runtime.version().feature(), System.getProperty("java.home", "")))
                .or(() -> BusyPort.problemOf(arguments[0]));
        if (problem.isEmpty()) {
            problem = problemOfDisk(Path.of(arguments[1]), Path.of(arguments[2]));
        }
        problem.ifPresent(BeforeTheBuild::end);
    }

    @SuppressWarnings("SystemOut") // it talks to a person at a terminal
    private static void end(String problem) {
        System.out.println(problem);
        System.exit(1);
    }

    /** It starts Keycloak by a shell script. */
    static Optional<String> problemOfSystem(String name) {
        return name.startsWith("Windows")
                ? Optional.of("The demo needs a Unix shell. On Windows, run it in WSL, or in Docker:"
                        + " docker compose -f docker/compose.yaml up --build")
                : Optional.empty();
    }

    static Optional<String> problemOfJava(int version, String home) {
        return version < OLDEST_JAVA
                ? Optional.of("Maven runs on Java " + version + " (" + home + "), and JDK " + OLDEST_JAVA
                        + " or a newer one is needed. Set JAVA_HOME to one.")
                : Optional.empty();
    }

    /** What is there already is not needed again. */
    static Optional<String> problemOfDisk(Path build, Path repository) throws IOException {
        long here = Files.exists(build.resolve("live/demo")) ? 0 : DEMO_MEGABYTES;
        long there = Files.exists(repository.resolve("org/keycloak/keycloak-quarkus-dist")) ? 0 : DOWNLOAD_MEGABYTES;
        if (DiskSpace.isShared(build, repository)) {
            return DiskSpace.problemOf(build, here + there, "the demo");
        }
        Optional<String> problem = DiskSpace.problemOf(build, here, "the demo");
        return problem.isPresent() ? problem : DiskSpace.problemOf(repository, there, "what the demo downloads");
    }
}
