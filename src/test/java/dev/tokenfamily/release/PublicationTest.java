package dev.tokenfamily.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published is whole and in one folder, or the build fails and says what Maven Central would not take. */
final class PublicationTest {

    private static final SourceProgram PUBLICATION = new SourceProgram("Publication.java");
    private static final List<String> MAVEN = List.of(".pom", ".jar", "-sources.jar", "-javadoc.jar");
    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>org.example</groupId>
              <artifactId>it</artifactId>
              <version>1.2.3</version>
              <name>It</name>
              <description>What it is</description>
              <url>https://git.example.org/it</url>
              <licenses><license><name>Apache-2.0</name><url>https://licence.example.org</url></license></licenses>
              <developers><developer><name>All</name><email>all@example.org</email></developer></developers>
              <scm>
                <connection>scm:git:https://git.example.org/it.git</connection>
                <developerConnection>scm:git:https://git.example.org/it.git</developerConnection>
                <url>https://git.example.org/it</url>
              </scm>
            </project>
            """;

    private final Path built;

    PublicationTest(@TempDir Path built) {
        this.built = built;
    }

    @BeforeEach
    void build() throws IOException {
        Files.writeString(built.resolve("flattened-pom.xml"), POM);
        jar(".jar", "META-INF/LICENSE");
        jar("-sources.jar", "org/example/It.java");
        jar("-javadoc.jar", "index.html");
        for (String end : List.of("-sbom.json", "-sbom.xml", "-provenance-unsigned.json")) {
            Files.writeString(built.resolve("it-1.2.3" + end), end);
        }
    }

    private void jar(String end, String entry) throws IOException {
        try (OutputStream file = Files.newOutputStream(built.resolve("it-1.2.3" + end));
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new JarEntry(entry));
        }
    }

    private SourceProgram.Result publish(String key, String skipTests) {
        return PUBLICATION.run(
                Path.of("").toAbsolutePath(),
                List.of(
                        "directory=" + built,
                        "name=it-1.2.3",
                        "version=1.2.3",
                        "key=" + key,
                        "skipTests=" + skipTests));
    }

    private void assertRefused(String... problems) {
        SourceProgram.Result result = publish("none", "false");
        assertThat(result.said()).startsWith("Maven Central would refuse this:").contains(problems);
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void givenAllThatCentralWantsThenTheFolderHasItWithItsSums() throws IOException {
        Path folder = Files.createDirectory(built.resolve("release"));
        Files.writeString(folder.resolve("it-1.2.2.jar"), "of before");

        SourceProgram.Result result = publish("none", "false");

        assertThat(result.exit()).as(result.said()).isZero();
        assertThat(result.said())
                .contains("Release 1.2.3 is in " + folder)
                .contains("Nothing is signed")
                .contains("it-1.2.3-provenance-unsigned.json")
                .doesNotContain("do not publish");
        List<String> sums = Files.readAllLines(folder.resolve("SHA256SUMS"));
        List<String> summed =
                new ArrayList<>(MAVEN.stream().map(end -> "it-1.2.3" + end).toList());
        summed.addAll(List.of("it-1.2.3-sbom.json", "it-1.2.3-sbom.xml", "LICENSE", "NOTICE", "CHANGELOG.md"));
        List<String> expected = new ArrayList<>();
        for (String file : summed) {
            expected.add(Digest.sha256().and(folder.resolve(file)).hex() + "  " + file);
        }
        assertThat(sums).containsExactlyInAnyOrderElementsOf(expected);
        for (String end : MAVEN) {
            assertThat(folder.resolve("it-1.2.3" + end + ".md5"))
                    .hasContent(
                            Digest.md5().and(folder.resolve("it-1.2.3" + end)).hex());
            assertThat(folder.resolve("it-1.2.3" + end + ".sha1"))
                    .hasContent(
                            Digest.sha1().and(folder.resolve("it-1.2.3" + end)).hex());
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.toString().contains("1.2.2"));
        }
    }

    @Test
    void givenAKeyAndNoSignaturesThenItFailsByTheirNames() throws IOException {
        Files.move(built.resolve("it-1.2.3-provenance-unsigned.json"), built.resolve("it-1.2.3-provenance.json"));
        Files.writeString(built.resolve("it-1.2.3.jar.asc"), "a signature");

        SourceProgram.Result result = publish("0xKEY", "false");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.said())
                .contains("There is no it-1.2.3.pom.asc.", "There is no it-1.2.3-provenance.json.asc.")
                .doesNotContain("no it-1.2.3.jar.asc");
    }

    @Test
    void givenAPomThatLacksSomethingThenItFailsByIt() throws IOException {
        Files.writeString(
                built.resolve("flattened-pom.xml"),
                POM.replaceAll("<email>.*</email>", "")
                        .replace("<name>It</name>", "<name> </name>")
                        .replace("<version>1.2.3</version>", "<version>1.2.3-SNAPSHOT</version>")
                        .replace("<scm>", "<parent><artifactId>parts</artifactId></parent><scm>")
                        .replace("https://licence.example.org", "https://it.example.invalid"));

        assertRefused(
                "The POM has no /project/developers/developer/email.",
                "The POM has no /project/name.",
                "The POM is not of version 1.2.3.",
                "The POM has -SNAPSHOT in it.",
                "The POM has a parent",
                "The POM has example.invalid in it.");
    }

    @Test
    void givenNoJavadocAndSourcesWithoutSourcesThenItFailsByThem() throws IOException {
        Files.delete(built.resolve("it-1.2.3-javadoc.jar"));
        jar("-sources.jar", "README");

        assertRefused("There is no it-1.2.3-javadoc.jar.", "-sources.jar has no .java in it.");
        assertThat(built.resolve("release")).isEmptyDirectory();
    }

    @Test
    void givenTestsThatWereLeftOutThenItSaysSo() {
        assertThat(publish("none", "true").said()).contains("The tests were left out: do not publish this.");
    }
}
