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

    /** By default, Java's table of symbols is so small for Keycloak's classes that a tenth of a start goes into searching it. */
    private static final String OPTIONS = "-XX:TieredStopAtLevel=1 -XX:-UseG1GC -XX:+UseSerialGC -XX:MetaspaceSize=192m"
            + " -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote"
            + " -XX:+UnlockExperimentalVMOptions -XX:+IgnoreUnrecognizedVMOptions -XX:SymbolTableSize=524288";

    private static final String SERVER_OPTS = "JAVA_OPTS_APPEND";
    private static final String MAVEN_OPTS = "MAVEN_OPTS";
    private static final String REPOSITORY = "maven.repo.local";

    private ShortLivedJava() {}

    /** Environment variables that {@code kc.sh} heeds. */
    public static Map<String, String> forServer() {
        return Map.of(SERVER_OPTS, OPTIONS);
    }

    /** The same, with an option of Java's besides. */
    public static Map<String, String> forServerWith(String option) {
        return Map.of(SERVER_OPTS, OPTIONS + " " + option);
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

    /** Environment variables that every {@code java} heeds, and says so. */
    public static Map<String, String> forAny() {
        return Map.of("JDK_JAVA_OPTIONS", OPTIONS);
    }

    /** Environment variables that {@code kcadm.sh} heeds. */
    public static Map<String, String> forAdminTool() {
        return Map.of("KC_OPTS", OPTIONS);
    }
}
