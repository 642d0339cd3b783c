package dev.tokenfamily.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What names the version of the JAR names the one of pom.xml, and what is said of releases is true before the first one and after. */
final class ReleasedVersionTest {

    private static final Pattern NAMED = Pattern.compile("keycloak-token-family[-:](\\d+\\.\\d+\\.\\d+(?:-SNAPSHOT)?)");
    private static final Pattern RELEASE = Pattern.compile("(?m)^## \\[\\d+\\.\\d+\\.\\d+] - \\d{4}-\\d{2}-\\d{2}$");
    private static final Pattern NO_RELEASE = Pattern.compile("Version (\\S+) is not released yet");

    private final String version = Versions.ofProject();
    private final String plain = version.replace("-SNAPSHOT", "");

    ReleasedVersionTest() throws IOException {}

    private static List<Path> texts() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"));
                Stream<Path> docker = Files.walk(Path.of("docker"))) {
            return Stream.of(docs, docker, Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")))
                    .flatMap(files -> files)
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".png"))
                    .toList();
        }
    }

    @Test
    void thenEachFileOfAVersionIsOfThisOne() throws IOException {
        List<String> named = new ArrayList<>();
        for (Path text : texts()) {
            NAMED.matcher(Files.readString(text))
                    .results()
                    .map(found -> found.group(1))
                    .forEach(named::add);
        }
        assertThat(named).hasSizeGreaterThan(3).allMatch(found -> found.equals(version) || found.equals(plain));
    }

    @Test
    void thenTheRestApisAreOfThisVersion() throws IOException {
        for (String api : List.of("docs/openapi.yaml", "docs/openapi-my-sign-ins.yaml")) {
            assertThat(Files.readString(Path.of(api))).contains("\n  version: " + plain + "\n");
        }
    }

    @Test
    void thenTheReadmeSaysThatThereIsNoReleaseAsLongAsThereIsNone() throws IOException {
        boolean released =
                RELEASE.matcher(Files.readString(Path.of("CHANGELOG.md"))).find();
        assertThat(NO_RELEASE
                        .matcher(Files.readString(Path.of("README.md")))
                        .results()
                        .map(said -> said.group(1)))
                .containsExactlyElementsOf(released ? List.of() : List.of(plain));
    }
}
