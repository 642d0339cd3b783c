package dev.tokenfamily.harness.server;

import dev.tokenfamily.harness.BetweenForks;
import dev.tokenfamily.harness.ShortLivedJava;
import dev.tokenfamily.suite.Activity;
import dev.tokenfamily.suite.TimeSpent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** The images that the tests build: that of {@code docker/Dockerfile}, and the same with the tests' own providers. */
public final class Images {

    private static final String SHIPPED = "token-family-keycloak:under-test";
    private static final String JAR = "target/keycloak-token-family-%s.jar";

    /** For a build that nobody but tests waits for. */
    private static final String SHORT_LIVED =
            String.join(" ", ShortLivedJava.forServer().values());

    private Images() {}

    /** As users build it, with the JAR and the version of Keycloak that are under test. No image of Maven's is needed. */
    public static String shipped() {
        String version = property("project.version");
        String keycloak = property("keycloak.server.version");
        return built(new ImageFromDockerfile(SHIPPED, false)
                .withFileFromPath("Dockerfile", Path.of("docker/Dockerfile"))
                .withFileFromPath(JAR.formatted(version), Path.of(property("project.jar")))
                .withBuildArg("JAR_FROM", "target")
                .withBuildArg("JAR_IMAGE", "quay.io/keycloak/keycloak:" + keycloak)
                .withBuildArg("KEYCLOAK_VERSION", keycloak)
                .withBuildArg("PROJECT_VERSION", version));
    }

    /** Without the extension, and otherwise built the same way. */
    public static String plain() {
        return built(new ImageFromDockerfile("token-family-keycloak:plain", false)
                .withFileFromString("Dockerfile", """
                        FROM quay.io/keycloak/keycloak:%s
                        RUN JAVA_OPTS_APPEND='%s' /opt/keycloak/bin/kc.sh build --db=postgres --health-enabled=true --metrics-enabled=true
                        """.formatted(property("keycloak.server.version"), SHORT_LIVED)));
    }

    /** With providers that look inside the server, and another option of {@code kc.sh build}. */
    public static String observable(String option) throws IOException {
        Path jar = Files.createDirectories(Path.of(property("live.directory"))).resolve("test-server.jar");
        ProviderJars.writeTestServer(jar);
        return built(new ImageFromDockerfile("token-family-keycloak:observable", false)
                .withFileFromString("Dockerfile", """
                        FROM %s
                        COPY --chown=1000:0 test-server.jar /opt/keycloak/providers/
                        RUN JAVA_OPTS_APPEND='%s' /opt/keycloak/bin/kc.sh build --db=postgres --health-enabled=true --metrics-enabled=true %s
                        """.formatted(shipped(), SHORT_LIVED, option))
                .withFileFromPath("test-server.jar", jar));
    }

    /** One at a time: what another JVM has just built is found in Docker's cache. */
    private static String built(ImageFromDockerfile image) {
        long start = System.currentTimeMillis();
        try {
            return BetweenForks.alone("image", image::get);
        } finally {
            TimeSpent.since(start, Activity.BUILD);
        }
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }
}
