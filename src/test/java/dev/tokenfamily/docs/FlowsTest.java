package dev.tokenfamily.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page about the architecture says which files to open, in order, to follow a flow; and there are no more than one can read. */
final class FlowsTest {

    /** The name of a class, a link to its file, and what it does. */
    private static final Pattern STEP = Pattern.compile(
            "(?m)^\\d+\\. \\[`(\\w+)`\\]\\(\\.\\./\\.\\./(src/main/java/(dev/tokenfamily/\\S+)\\.java)\\):? (.+)$");

    /** What is said of a step to which no class of ours leads. */
    private static final Pattern ENTRANCE = Pattern.compile("Keycloak calls|its own thread");

    private record Step(String name, Path file, String className, String text) {}

    @ParameterizedTest
    @CsvSource({"A rotating refresh, 12", "A takedown, 10", "A mail, 10", "A global revocation, 9", "My sign-ins, 11"})
    void thenAReaderOpensFewFilesInOrder(String flow, int most) throws IOException {
        List<Step> steps = steps(flow);
        JavaClasses classes = Layout.classes();

        assertThat(steps).hasSizeBetween(3, most);
        Set<String> known = new HashSet<>();
        for (Step step : steps) {
            assertThat(step.file()).exists().hasFileName(step.name() + ".java");
            assertThat(known.isEmpty()
                            || known.contains(step.className())
                            || ENTRANCE.matcher(step.text()).find())
                    .as("%s is used by a class before it, or begins something", step.name())
                    .isTrue();
            known.addAll(usedBy(classes, step.className()));
        }
    }

    private static List<Step> steps(String flow) throws IOException {
        String guide = Files.readString(Path.of("docs/explanation/architecture.md"));
        int begin = guide.indexOf("\n### " + flow + "\n");
        assertThat(begin).as("### %s", flow).isNotNegative();
        int end = guide.indexOf("\n#", begin + 1);
        return STEP.matcher(guide.substring(begin, end < 0 ? guide.length() : end))
                .results()
                .map(found -> new Step(
                        found.group(1), Path.of(found.group(2)), found.group(3).replace('/', '.'), found.group(4)))
                .toList();
    }

    /** With those that its nested classes use, and those that implement what it uses. */
    private static Set<String> usedBy(JavaClasses classes, String name) {
        return classes.stream()
                .filter(of -> of.getName().equals(name) || of.getName().startsWith(name + "$"))
                .flatMap(of -> of.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass())
                .flatMap(used -> Stream.concat(
                        Stream.of(used),
                        classes.contain(used.getName()) ? used.getAllSubclasses().stream() : Stream.<JavaClass>empty()))
                .map(used -> used.getName().replaceFirst("\\$.*", ""))
                .collect(Collectors.toSet());
    }
}
