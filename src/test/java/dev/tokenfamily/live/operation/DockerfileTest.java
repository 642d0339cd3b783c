package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.docs.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is written down twice, in the POMs and for Docker, is the same. */
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

    @Test
    void thenComposeBuildsTheJarAsIsShownForDockerAlone() throws IOException {
        assertThat(first("(?m)^JAR_FROM=(\\S+)$", "docker/.env"))
                .isEqualTo("sources")
                .isEqualTo(first("--build-arg JAR_FROM=(\\S+)", "docker/Dockerfile"))
                .isEqualTo(first("--build-arg JAR_FROM=(\\S+)", "docs/how-to/install.md"));
        assertThat(first("(?m)^JAR_IMAGE=(\\S+)$", "docker/.env"))
                .isEqualTo(first("--build-arg JAR_IMAGE=(\\S+)", "docker/Dockerfile"))
                .isEqualTo(first("--build-arg JAR_IMAGE=(\\S+)", "docs/how-to/install.md"));
    }

    @Test
    void thenTheJarIsBuiltByTheJavaThatItIsFor() throws IOException {
        assertThat(first("JAR_IMAGE=maven:[0-9.]+-eclipse-temurin-(\\d+)", "docker/.env"))
                .isEqualTo(first("<maven.compiler.release>([^<]+)<", "parts/pom.xml"));
    }

    @Test
    void whenTheFallbackIsShownThenItsImageIsTheKeycloakThatIsNeededAnyway() throws IOException {
        String keycloak = "quay.io/keycloak/keycloak:" + first("ARG KEYCLOAK_VERSION=(\\S+)", "docker/Dockerfile");
        for (String file : new String[] {"docker/.env", "docs/how-to/install.md"}) {
            assertThat(first("(quay\\.io/keycloak/keycloak:\\w+(?:\\.\\w+)*)", file))
                    .as(file)
                    .isEqualTo(keycloak);
        }
    }
}
