package dev.tokenfamily.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Where figures come from. */
final class Machine {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    private Machine() {}

    static Map<String, String> describe() {
        Map<String, String> description = new LinkedHashMap<>();
        description.put("Keycloak", System.getProperty("keycloak.server.version", "unknown"));
        description.put("Java", System.getProperty("java.vm.name") + " " + Runtime.version());
        description.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        description.put("processor", processor());
        description.put(
                "cores, shared by server, database and load",
                String.valueOf(Runtime.getRuntime().availableProcessors()));
        return description;
    }

    private static String processor() {
        if (!Files.exists(PROCESSORS)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith(MODEL))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
