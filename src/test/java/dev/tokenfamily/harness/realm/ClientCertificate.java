package dev.tokenfamily.harness.realm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** A self-signed certificate, made by the JDK's {@code keytool}: the JDK has no interface for that. */
final class ClientCertificate {

    private static final String PASSWORD = "password";

    private ClientCertificate() {}

    /** In Base64, as RFC 9440 has it in a header. */
    static String generate() {
        try {
            Path directory = Files.createTempDirectory("client-certificate");
            Path file = directory.resolve("keys.p12");
            try {
                make(file);
                KeyStore keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
                return Base64.getEncoder()
                        .encodeToString(keys.getCertificate("app").getEncoded());
            } finally {
                Files.deleteIfExists(file);
                Files.delete(directory);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void make(Path file) throws IOException, InterruptedException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "app",
                        "-dname",
                        "CN=app",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }
}
