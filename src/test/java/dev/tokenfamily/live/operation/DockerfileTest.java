package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.docs.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The versions that are written down twice, in {@code pom.xml} and for Docker, are the same. */
final class DockerfileTest {

    private static String first(String pattern, String file) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
        assertThat(found.find()).as("%s in %s", pattern, file).isTrue();
        return found.group(1);
    }

    @Test
    void thenTheImageHasTheKeycloakThatTheTestsStart() throws IOException {
        assertThat(first("ARG KEYCLOAK_VERSION=(\\S+)", "docker/Dockerfile"))
                .isEqualTo(first("<keycloak.server.version>([^<]+)<", "pom.xml"));
    }

    @Test
    void thenTheImageHasTheJarThatMavenMakes() throws IOException {
        assertThat(Pattern.compile("PROJECT_VERSION=(\\S+)")
                        .matcher(Files.readString(Path.of("docker/Dockerfile")))
                        .results()
                        .map(argument -> argument.group(1)))
                .isNotEmpty()
                .containsOnly(Versions.ofProject());
    }

    @Test
    void thenTheImageNamesTheHomeOfTheProject() throws IOException {
        assertThat(first("ARG PROJECT_HOME=(\\S+)", "docker/Dockerfile")).isEqualTo(Versions.ofBuild("home.url"));
    }
}
