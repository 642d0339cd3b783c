package dev.tokenfamily;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** Looks inside the JAR that admins drop into {@code providers/}. */
class JarContentIT {

    private static final String SERVICES = "META-INF/services/";

    @Test
    void givenTheJarThenItHasOurFilesAndNothingElse() throws IOException {
        try (JarFile jar = jar()) {
            assertThat(jar.stream().filter(e -> !e.isDirectory()).map(JarEntry::getName))
                    .contains("META-INF/token-family-changelog.xml", "META-INF/LICENSE", "META-INF/NOTICE")
                    .allMatch(name -> name.equals("META-INF/MANIFEST.MF")
                            || name.matches("META-INF/(token-family-changelog\\.xml|LICENSE|NOTICE)")
                            || name.startsWith(SERVICES + "org.keycloak.")
                            || name.equals("META-INF/keycloak-themes.json")
                            || name.matches("theme-resources/messages/messages_\\w+\\.properties")
                            || name.matches("theme-resources/templates/((html|text)/)?token-family-\\w+\\.ftl")
                            || name.matches("theme/token-family/(account|admin|email|login)/.*")
                            || name.matches("token-family-pages/([a-z-]+/){0,2}[a-zA-Z-]+\\.(js|css|txt)")
                            || name.equals("token-family-pages/lit-html/LICENSE")
                            || name.matches(
                                    "dev/tokenfamily/clientpolicy/presets/[a-z0-9-]+/(policies|profiles)\\.json")
                            || (name.endsWith(".class") && isInARoomOfOurs(name)));
        }
    }

    @Test
    void givenTheServicesThenEachNamesAClassOfOursThatProvidesIt() throws IOException, ClassNotFoundException {
        try (JarFile jar = jar()) {
            List<JarEntry> services = jar.stream()
                    .filter(e -> !e.isDirectory() && e.getName().startsWith(SERVICES))
                    .toList();
            assertThat(services).hasSize(12);
            for (JarEntry service : services) {
                Class<?> provided = Class.forName(service.getName().substring(SERVICES.length()));
                try (BufferedReader lines = new BufferedReader(
                        new InputStreamReader(jar.getInputStream(service), StandardCharsets.UTF_8))) {
                    assertThat(lines.lines().toList()).isNotEmpty().allSatisfy(name -> {
                        assertThat(jar.getJarEntry(name.replace('.', '/') + ".class"))
                                .isNotNull();
                        assertThat(provided).isAssignableFrom(Class.forName(name));
                    });
                }
            }
        }
    }

    private static boolean isInARoomOfOurs(String name) {
        String room = name.substring(0, name.lastIndexOf('/'));
        return name.startsWith("dev/tokenfamily/") && Files.isDirectory(Path.of("src/main/java", room));
    }

    private static JarFile jar() throws IOException {
        return new JarFile(System.getProperty("project.jar"));
    }
}
