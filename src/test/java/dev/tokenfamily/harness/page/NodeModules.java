package dev.tokenfamily.harness.page;

import dev.tokenfamily.harness.BetweenForks;
import dev.tokenfamily.harness.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.keycloak.util.JsonSerialization;

/** The client libraries that {@code src/test/clients} names, installed by npm beside copies of the scripts there. */
public final class NodeModules {

    private static final Path SOURCE = Path.of("src/test/clients");
    private static final int OLDEST_NODE = 20;

    private NodeModules() {}

    /** The directory. Without Node.js and npm the test is skipped. */
    public static synchronized Path install() {
        String version = Program.named("node", "nodejs").run(Path.of("."), "--version");
        Program npm = Program.named("npm", "npm");
        Program.assume(
                Integer.parseInt(version.substring(1, version.indexOf('.'))) >= OLDEST_NODE,
                "Node.js " + OLDEST_NODE + " or later is needed, and this is " + version.strip());
        return BetweenForks.alone("clients", () -> {
            Path target = Files.createDirectories(BetweenForks.directory().resolve("clients"));
            copySources(target);
            npmCi(npm.in(cache(target)), target);
            return target;
        });
    }

    /** Of a package that is installed. */
    public static String version(String name) {
        Path description = install().resolve("node_modules/" + name + "/package.json");
        try {
            return JsonSerialization.mapper
                    .readTree(description.toFile())
                    .path("version")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copySources(Path target) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(SOURCE, Files::isRegularFile)) {
            for (Path file : files) {
                Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** A place of its own for what npm has downloaded, where its usual one cannot be written. */
    private static Map<String, String> cache(Path target) {
        Path home = Path.of(System.getProperty("user.home"));
        Path usual = home.resolve(".npm");
        return Files.isWritable(Files.exists(usual) ? usual : home)
                ? Map.of()
                : Map.of("npm_config_cache", target.resolve("npm-cache").toString());
    }

    private static void npmCi(Program npm, Path target) throws IOException {
        Path lock = target.resolve("package-lock.json");
        Path installed = target.resolve("node_modules/installed-package-lock.json");
        if (!Files.exists(installed) || Files.mismatch(lock, installed) != -1) {
            npm.run(target, "ci", "--fetch-retries=6"); // npm gives up after the second
            Files.copy(lock, installed);
        }
    }
}
