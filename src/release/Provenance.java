import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes where the files of a release come from: an in-toto Statement with SLSA provenance (docs/adr/0041). It refuses a build that
 * is not of the commit that the version's tag names. The build runs this from its source, with arguments like {@code version=0.1.0}.
 */
final class Provenance {

    /** What is published of a build: ends of names. The POM has its name only where it is published. */
    private static final List<String> SUBJECTS =
            List.of(".jar", "-sources.jar", "-javadoc.jar", "-sbom.json", "-sbom.xml", ".pom");

    /** What somebody may set who builds the same commit. */
    private static final List<String> CHOICES = List.of("home.url", "home.developers", "home.security", "skipTests");

    private final Map<String, String> given;

    private Provenance(Map<String, String> given) {
        this.given = given;
    }

    /** Writes {@code file} about what is in {@code directory}. */
    public static void main(String[] arguments) throws IOException, InterruptedException, NoSuchAlgorithmException {
        Map<String, String> given = Stream.of(arguments)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        Files.writeString(Path.of(given.get("file")), json(new Provenance(given).statement(), "") + "\n");
    }

    private Map<String, Object> statement() throws IOException, InterruptedException, NoSuchAlgorithmException {
        String tag = "v" + given.get("version");
        String commit = taggedCommit(tag);
        String source = "git+" + given.get("home.url") + ".git@refs/tags/" + tag;

        Map<String, Object> external = object("source", source, "command", "mvn -Prelease verify");
        CHOICES.forEach(name -> external.put(name, given.get(name)));
        Map<String, Object> internal = object(
                "java", System.getProperty("java.runtime.version"),
                "javaVendor", System.getProperty("java.vm.vendor"),
                "maven", given.get("maven"),
                "system", System.getProperty("os.name"));
        Map<String, Object> definition = object(
                "buildType",
                given.get("home.url") + "/blob/" + tag + "/docs/adr/0041-what-a-release-proves.md",
                "externalParameters",
                external,
                "internalParameters",
                internal,
                "resolvedDependencies",
                List.of(object("uri", source, "digest", object("gitCommit", commit))));
        Map<String, Object> run = object("builder", object("id", given.get("builder")));
        return object(
                "_type",
                "https://in-toto.io/Statement/v1",
                "subject",
                subjects(),
                "predicateType",
                "https://slsa.dev/provenance/v1",
                "predicate",
                object("buildDefinition", definition, "runDetails", run));
    }

    private List<Object> subjects() throws IOException, NoSuchAlgorithmException {
        List<Object> subjects = new ArrayList<>();
        for (String end : SUBJECTS) {
            String name = given.get("name") + end;
            Path file = Path.of(given.get("directory"), end.equals(".pom") ? "flattened-pom.xml" : name);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            subjects.add(object(
                    "name", name, "digest", object("sha256", HexFormat.of().formatHex(digest))));
        }
        return subjects;
    }

    /** Of the tag, which must be what is checked out, without a change. */
    private static String taggedCommit(String tag) throws IOException, InterruptedException {
        String commit = git("rev-parse", "HEAD");
        String changes = git("status", "--porcelain");
        if (!changes.isEmpty()) {
            refuse("These files are not as commit " + commit + " has them, so the release would not come from it:\n"
                    + changes);
        }
        String tagged = git(
                "for-each-ref",
                "--format=%(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end)",
                "refs/tags/" + tag);
        if (tagged.isEmpty()) {
            refuse("There is no tag " + tag + ". src/release/cut makes it, and the release.");
        } else if (!tagged.equals(commit)) {
            refuse("The tag " + tag + " is of commit " + tagged + ", and what is built is commit " + commit + ".");
        }
        return commit;
    }

    private static String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        // whatever this machine has set
                        Stream.of("git", "-c", "status.showUntrackedFiles=all"), Stream.of(arguments))
                .toList();
        Process git = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (git.waitFor() != 0) {
            refuse("A release is built in a clone of the Git repository: " + String.join(" ", command) + " failed");
        }
        return said;
    }

    private static void refuse(String reason) {
        System.err.println(reason);
        System.exit(1);
    }

    private static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    private static String json(Object value, String indent) {
        String deeper = indent + "  ";
        if (value instanceof Map<?, ?> object) {
            return object.entrySet().stream()
                    .map(entry -> deeper + json(entry.getKey(), "") + ": " + json(entry.getValue(), deeper))
                    .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(item -> deeper + json(item, deeper))
                    .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
        }
        return value.toString()
                .chars()
                .mapToObj(
                        c -> c == '"' || c == '\\' || c < ' ' ? String.format("\\u%04x", c) : String.valueOf((char) c))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
