package dev.tokenfamily.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mvn -Prun} says of a machine on which it cannot go well. */
final class BeforeTheBuildTest {

    @Test
    void givenAnOlderJavaThenItSaysWhichAndWhatIsNeeded() {
        assertThat(BeforeTheBuild.problemOfJava(11, "/opt/jdk-11"))
                .hasValue(
                        "Maven runs on Java 11 (/opt/jdk-11), and JDK 17 or a newer one is needed. Set JAVA_HOME to one.");
        assertThat(BeforeTheBuild.problemOfJava(17, "/opt/jdk-17")).isEmpty();
        assertThat(BeforeTheBuild.problemOfJava(25, "/opt/jdk-25")).isEmpty();
    }

    @Test
    void givenWindowsThenItSaysWhatToDo() {
        assertThat(BeforeTheBuild.problemOfSystem("Windows 11"))
                .hasValueSatisfying(problem -> assertThat(problem).contains("WSL", "docker compose"));
        assertThat(BeforeTheBuild.problemOfSystem("Linux")).isEmpty();
        assertThat(BeforeTheBuild.problemOfSystem("Mac OS X")).isEmpty();
    }

    @Test
    void givenAllIsThereThenNoRoomIsNeeded(@TempDir Path directory) throws IOException {
        Path build = directory.resolve("target");
        Path repository = directory.resolve("repository");
        Files.createDirectories(build.resolve("live/demo"));
        Files.createDirectories(repository.resolve("org/keycloak/keycloak-quarkus-dist"));
        assertThat(BeforeTheBuild.problemOfDisk(build, repository)).isEmpty();
    }

    /** /proc has no room for anything. */
    @Test
    void givenADiskIsFullThenItSaysWhichOne(@TempDir Path directory) throws IOException {
        Path full = Path.of("/proc/self");
        Program.assume(Files.exists(full), "no /proc, which is always full, on this machine");
        Path build = directory.resolve("target");
        Files.createDirectories(build.resolve("live/demo"));
        assertThat(BeforeTheBuild.problemOfDisk(build, full.resolve("repository")))
                .hasValueSatisfying(problem -> assertThat(problem)
                        .startsWith("The disk of /proc/")
                        .contains("0 MB left, and what the demo downloads needs 200 MB"));
        assertThat(BeforeTheBuild.problemOfDisk(full.resolve("target"), directory))
                .hasValueSatisfying(problem -> assertThat(problem).contains("0 MB left, and the demo needs 500 MB"));
    }

    /** Else javac would be all that an older Java shows. */
    @Test
    void thenAnOlderJavaReadsWhatItIsToRun(@TempDir Path classes) throws IOException {
        List<String> sources = Jsoup.parse(Files.readString(Path.of("parts/pom.xml")), Parser.xmlParser())
                .select("execution:has(> id:containsOwn(compile-before)) argument")
                .eachText()
                .stream()
                .filter(argument -> argument.endsWith(".java"))
                .toList();
        assertThat(sources).anyMatch(source -> source.endsWith("/BeforeTheBuild.java"));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        said,
                        said,
                        Stream.concat(
                                        Stream.of(
                                                "-proc:none",
                                                "--release",
                                                "11",
                                                "-implicit:none",
                                                "-sourcepath",
                                                classes.toString(),
                                                "-d",
                                                classes.toString()),
                                        sources.stream())
                                .toArray(String[]::new));
        assertThat(failed).as(said.toString(StandardCharsets.UTF_8)).isZero();
    }
}
