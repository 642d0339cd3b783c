import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;

/**
 * Gathers in one folder what is published of a release, checks it as Maven Central does, and says what it is. The build runs this
 * from its source, with arguments like {@code version=0.1.0}, when everything is built and tested.
 */
final class Publication {

    /** What Central wants of a JAR: ends of names. */
    private static final List<String> FOR_CENTRAL = List.of(".pom", ".jar", "-sources.jar", "-javadoc.jar");

    /** What the POM must say. */
    private static final List<String> REQUIRED = List.of(
            "/project/modelVersion",
            "/project/groupId",
            "/project/artifactId",
            "/project/version",
            "/project/name",
            "/project/description",
            "/project/url",
            "/project/licenses/license/name",
            "/project/licenses/license/url",
            "/project/developers/developer/name",
            "/project/developers/developer/email",
            "/project/scm/connection",
            "/project/scm/developerConnection",
            "/project/scm/url");

    private final Path built;
    private final Path folder;
    private final String name;
    private final boolean signed;
    private final List<String> problems = new ArrayList<>();

    private Publication(Map<String, String> given) {
        built = Path.of(given.get("directory"));
        folder = built.resolve("release");
        name = given.get("name");
        signed = !given.get("key").equals("none");
    }

    /** Fills {@code release} in the {@code directory} of the build. Fails, naming all that Central would refuse. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> given = Stream.of(arguments)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        Publication publication = new Publication(given);
        publication.gather();
        publication.check(given.get("version"));
        if (!publication.problems.isEmpty()) {
            publication.clear();
            System.err.println("Maven Central would refuse this:\n  " + String.join("\n  ", publication.problems));
            System.exit(1);
        }
        publication.sum();
        publication.say(given);
    }

    private String provenance() {
        return name + (signed ? "-provenance.json" : "-provenance-unsigned.json");
    }

    /** What is signed where anything is. */
    private List<String> artifacts() {
        return Stream.concat(
                        Stream.concat(FOR_CENTRAL.stream(), Stream.of("-sbom.json", "-sbom.xml"))
                                .map(end -> name + end),
                        Stream.of(provenance()))
                .toList();
    }

    private void clear() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private void gather() throws IOException {
        clear();
        for (String artifact : artifacts()) {
            copy(
                    artifact.equals(name + ".pom") ? built.resolve("flattened-pom.xml") : built.resolve(artifact),
                    artifact);
            if (signed) {
                copy(built.resolve(artifact + ".asc"), artifact + ".asc");
            }
        }
        copy(Path.of("LICENSE"), "LICENSE");
        copy(Path.of("src/main/resources/META-INF/NOTICE"), "NOTICE");
        copy(Path.of("CHANGELOG.md"), "CHANGELOG.md");
    }

    private void copy(Path file, String published) throws IOException {
        if (Files.exists(file)) {
            Files.copy(file, folder.resolve(published), StandardCopyOption.REPLACE_EXISTING);
        } else {
            problems.add("There is no " + published + ".");
        }
    }

    private void check(String version) throws Exception {
        if (Files.exists(folder.resolve(name + ".pom"))) {
            Document pom = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(folder.resolve(name + ".pom").toFile());
            XPath path = XPathFactory.newDefaultInstance().newXPath();
            for (String required : REQUIRED) {
                if (path.evaluate("normalize-space(" + required + ")", pom).isEmpty()) {
                    problems.add("The POM has no " + required + ".");
                }
            }
            if (!path.evaluate("/project/version", pom).equals(version)) {
                problems.add("The POM is not of version " + version + ".");
            }
            if (!path.evaluate("/project/parent", pom).isEmpty()) {
                problems.add("The POM has a parent, which is not published.");
            }
            for (String never : List.of("example.invalid", "-SNAPSHOT", "${")) {
                if (!path.evaluate("//text()[contains(., '" + never + "')]", pom)
                        .isEmpty()) {
                    problems.add("The POM has " + never + " in it.");
                }
            }
        }
        contains("-sources.jar", ".java");
        contains("-javadoc.jar", "index.html");
        contains(".jar", "META-INF/LICENSE");
    }

    private void contains(String end, String file) throws IOException {
        Path path = folder.resolve(name + end);
        if (Files.exists(path)) {
            try (JarFile jar = new JarFile(path.toFile())) {
                if (jar.stream().noneMatch(entry -> entry.getName().endsWith(file))) {
                    problems.add(name + end + " has no " + file + " in it.");
                }
            }
        }
    }

    /** The sums that Central demands beside each file, and one file of sums of all that is the same in every build of the commit. */
    private void sum() throws IOException, NoSuchAlgorithmException {
        for (String end : FOR_CENTRAL) {
            for (String algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
                String extension = algorithm.toLowerCase(Locale.ROOT).replace("-", "");
                Files.writeString(folder.resolve(name + end + "." + extension), digest(name + end, algorithm));
            }
        }
        StringBuilder sums = new StringBuilder();
        List<String> same = Stream.concat(artifacts().stream(), Stream.of("LICENSE", "NOTICE", "CHANGELOG.md"))
                .filter(file -> !file.equals(provenance()))
                .sorted()
                .toList();
        for (String file : same) {
            sums.append(digest(file, "SHA-256")).append("  ").append(file).append('\n');
        }
        Files.writeString(folder.resolve("SHA256SUMS"), sums);
    }

    private String digest(String file, String algorithm) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(folder.resolve(file))));
    }

    private void say(Map<String, String> given) {
        System.out.println("Release " + given.get("version") + " is in " + folder + ":");
        artifacts().forEach(file -> System.out.println("  " + file + (signed ? ", signed in " + file + ".asc" : "")));
        System.out.println("  LICENSE, NOTICE, CHANGELOG.md");
        System.out.println(
                "  SHA256SUMS, and the sums that Maven Central wants; they show a broken download, not who made a file");
        if (!signed) {
            System.out.println(
                    "Nothing is signed, since no key was given (-Dgpg.keyname=KEY): the provenance is only this build's word,"
                            + " and Maven Central would not take the files.");
        }
        if (given.get("skipTests").equals("true")) {
            System.out.println("The tests were left out: do not publish this.");
        }
    }
}
