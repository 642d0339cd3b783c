package dev.tokenfamily.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of Keycloak's versions in docs/reference/versions.md, and what the build says of them. */
public record Versions(Map<String, String> byVersion) {

    private static final String HEADING = "## Versions";

    /** By version, as the first column names it: refused, tested, links or unknown. */
    static Versions documented() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("docs/reference/versions.md"));
        return new Versions(lines.stream()
                .skip(lines.indexOf(HEADING) + 1L)
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(line -> Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .collect(Collectors.toMap(cells -> cells.get(0), cells -> cells.get(1))));
    }

    /** A property of pom.xml. */
    public static String ofBuild(String property) throws IOException {
        Matcher found = Pattern.compile("<" + property + ">([^<]+)<").matcher(Files.readString(Path.of("pom.xml")));
        if (!found.find()) {
            throw new IllegalStateException("No " + property + " in pom.xml");
        }
        return found.group(1);
    }

    /** Of the JAR that pom.xml makes. */
    public static String ofProject() throws IOException {
        Matcher found = Pattern.compile("<artifactId>keycloak-token-family</artifactId>\\s*<version>([^<]+)<")
                .matcher(Files.readString(Path.of("pom.xml")));
        if (!found.find()) {
            throw new IllegalStateException("No version in pom.xml");
        }
        return found.group(1);
    }
}
