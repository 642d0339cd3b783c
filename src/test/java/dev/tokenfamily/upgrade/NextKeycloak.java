package dev.tokenfamily.upgrade;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.Version;
import org.keycloak.util.JsonSerialization;

/** The two JARs of the next Keycloak that Maven Central has, before those that this build compiles against. */
public final class NextKeycloak extends URLClassLoader {

    private static final Path JARS = Path.of("target/next-keycloak");
    private static final List<String> MODULES = List.of("keycloak-core", "keycloak-common");

    private final URLClassLoader present;

    /** With the classes of ours, so that they link with it. */
    public NextKeycloak() {
        super(urls(), NextKeycloak.class.getClassLoader());
        this.present = new URLClassLoader(
                new URL[] {home(JsonSerialization.class), home(Version.class)}, ClassLoader.getPlatformClassLoader());
    }

    /** Its version, as pom.xml says it. */
    static String version() {
        return System.getProperty("keycloak.next.version", "26.8.2");
    }

    private static URL[] urls() {
        return Stream.concat(
                        MODULES.stream().map(NextKeycloak::jar).map(NextKeycloak::url),
                        Stream.of(home(OwnClasses.class)))
                .toArray(URL[]::new);
    }

    private static Path jar(String module) {
        Path jar = JARS.resolve(module + "-" + version() + ".jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("Run this with Maven, which copies " + jar);
        }
        return jar;
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL home(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    /** Whether the two modules had this class, with slashes in its name, when this build was compiled. */
    boolean replaces(String className) {
        return present.findResource(className + ".class") != null;
    }

    /** What is in the two modules is taken from there only, so that what they lack is not found. */
    @Nullable
    InputStream resource(String name) {
        URL here = findResource(name);
        try {
            if (here != null) {
                return here.openStream();
            }
            return present.findResource(name) == null ? getParent().getResourceAsStream(name) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            return findResource(name.replace('.', '/') + ".class") == null
                    ? super.loadClass(name, resolve)
                    : findClass(name);
        }
    }

    @Override
    public void close() throws IOException {
        present.close();
        super.close();
    }
}
