package dev.tokenfamily.harness.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The JARs that tests put into {@code providers/}: ours, and one with the tests' own providers. */
public final class ProviderJars {

    private static final Map<String, String> TEST_SERVICES = new TreeMap<>(Map.of(
            "org.keycloak.services.resource.RealmResourceProviderFactory",
            "dev.tokenfamily.testserver.TestServerResourceFactory",
            "org.keycloak.protocol.oidc.token.TokenPostProcessorFactory",
            "dev.tokenfamily.testserver.DisturbingPostProcessorFactory",
            "org.keycloak.protocol.ProtocolMapper",
            "dev.tokenfamily.testserver.FailingResponseMapper",
            "org.keycloak.storage.UserStorageProviderFactory",
            "dev.tokenfamily.testserver.ForeignUsersFactory"));

    private static final Map<String, String> ROLLING_BACK_SERVICES =
            Map.of("org.keycloak.services.cors.CorsFactory", "dev.tokenfamily.errorrollback.RollingBackCorsFactory");

    private ProviderJars() {}

    /** The one that Maven has packed. */
    static Path ours() {
        return Path.of(ServerHome.property("project.jar"));
    }

    /** Makes the tests' own; the same bytes from the same classes. */
    public static void writeTestServer(Path target) throws IOException {
        write(target, "dev/tokenfamily/testserver", TEST_SERVICES);
    }

    /** Makes the one that rolls requests back which are answered with an error. */
    static void writeErrorRollback(Path target) throws IOException {
        write(target, "dev/tokenfamily/errorrollback", ROLLING_BACK_SERVICES);
    }

    private static void write(Path target, String folder, Map<String, String> services) throws IOException {
        Path classes = Path.of("target/test-classes");
        try (OutputStream file = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(file);
                Stream<Path> found = Files.list(classes.resolve(folder))) {
            for (Path entry : found.sorted().toList()) {
                put(jar, classes.relativize(entry).toString(), Files.readAllBytes(entry));
            }
            for (Map.Entry<String, String> service : services.entrySet()) {
                put(
                        jar,
                        "META-INF/services/" + service.getKey(),
                        service.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(0);
        jar.putNextEntry(entry);
        jar.write(content);
    }

    /** Those in a directory, in the order of their names. */
    static List<Path> in(Path providers) throws IOException {
        try (Stream<Path> files = Files.list(providers)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
