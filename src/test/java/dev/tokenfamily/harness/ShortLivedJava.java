package dev.tokenfamily.harness;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * For a Java that is stopped after minutes: to compile well, and to verify classes that ran a thousand times before, takes its
 * processors longer than it saves.
 */
public final class ShortLivedJava {

    private static final String OPTIONS = "-XX:TieredStopAtLevel=1 -XX:-UseG1GC -XX:+UseSerialGC -XX:MetaspaceSize=192m"
            + " -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote";

    private static final String MAVEN_OPTS = "MAVEN_OPTS";
    private static final String REPOSITORY = "maven.repo.local";

    private ShortLivedJava() {}

    /** Environment variables that {@code kc.sh} heeds. */
    public static Map<String, String> forServer() {
        return Map.of("JAVA_OPTS_APPEND", OPTIONS);
    }

    /** Environment variables that {@code mvn} heeds; it knows this machine, its proxy and its repository, as this build does. */
    public static Map<String, String> forMaven() {
        Stream<String> inherited = Stream.of(Objects.requireNonNullElse(System.getenv(MAVEN_OPTS), "")
                        .split("\\s+"))
                .filter(option -> option.startsWith("-D"));
        // of a repository that the command line names; mvn cannot be told one with a blank
        Stream<String> repository = Stream.of(Objects.requireNonNullElse(System.getProperty(REPOSITORY), ""))
                .filter(path -> path.matches("\\S+"))
                .map(path -> "-D" + REPOSITORY + "=" + path);
        return Map.of(
                MAVEN_OPTS,
                Stream.of(Stream.of(OPTIONS), inherited, repository)
                        .flatMap(options -> options)
                        .collect(Collectors.joining(" ")));
    }

    /** Environment variables that {@code kcadm.sh} heeds. */
    public static Map<String, String> forAdminTool() {
        return Map.of("KC_OPTS", OPTIONS);
    }
}
