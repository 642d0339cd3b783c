package dev.tokenfamily.harness;

import java.util.Map;

/**
 * For a Java that is stopped after minutes: to compile well, and to verify classes that ran a thousand times before, takes its
 * processors longer than it saves.
 */
public final class ShortLivedJava {

    private static final String OPTIONS = "-XX:TieredStopAtLevel=1 -XX:-UseG1GC -XX:+UseSerialGC -XX:MetaspaceSize=192m"
            + " -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote";

    private ShortLivedJava() {}

    /** Environment variables that {@code kc.sh} heeds. */
    public static Map<String, String> forServer() {
        return Map.of("JAVA_OPTS_APPEND", OPTIONS);
    }

    /** Environment variables that {@code mvn} heeds. */
    public static Map<String, String> forMaven() {
        return Map.of("MAVEN_OPTS", OPTIONS);
    }

    /** Environment variables that {@code kcadm.sh} heeds. */
    public static Map<String, String> forAdminTool() {
        return Map.of("KC_OPTS", OPTIONS);
    }
}
