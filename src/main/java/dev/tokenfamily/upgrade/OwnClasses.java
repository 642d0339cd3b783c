package dev.tokenfamily.upgrade;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes of this JAR. */
public final class OwnClasses {

    private OwnClasses() {}

    /** All of them, from where this one is: a JAR, or a directory of the build. */
    public static List<ClassFile> read() {
        try {
            URI home = OwnClasses.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Path path = Path.of(home);
            if (Files.isDirectory(path)) {
                return readBelow(path);
            }
            try (FileSystem jar = FileSystems.newFileSystem(path)) {
                return readBelow(jar.getPath("/"));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ClassFile> readBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.endsWith("package-info.class"))
                    .map(OwnClasses::classFile)
                    .toList();
        }
    }

    private static ClassFile classFile(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return ClassFile.read(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
