package dev.tokenfamily.harness.server;

import dev.tokenfamily.harness.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The certificate of the tests' SMTP server, for this machine, made anew for each run. */
public final class MailCertificate {

    public static final String PASSWORD = "password";

    /** Of this run, for the next one may have other addresses. */
    private static final Path DIRECTORY = Path.of(
            System.getProperty("live.directory"),
            "mail-certificate-" + ProcessHandle.current().pid());

    private MailCertificate() {}

    /** What the server shows it from. */
    public static synchronized Path keyStore() {
        Path keyStore = DIRECTORY.resolve("smtp.p12").toAbsolutePath();
        if (!Files.exists(keyStore)) {
            make(keyStore);
        }
        return keyStore;
    }

    /** What Keycloak is to trust, as its option wants it. */
    public static String trustOption() {
        return "--truststore-paths=" + certificate();
    }

    /** The same, as a file. */
    public static Path certificate() {
        Path certificate = DIRECTORY.resolve("smtp.pem").toAbsolutePath();
        if (!Files.exists(certificate)) {
            keytool(List.of(
                    "-exportcert",
                    "-rfc",
                    "-alias",
                    "smtp",
                    "-file",
                    certificate.toString(),
                    "-keystore",
                    keyStore().toString(),
                    "-storepass",
                    PASSWORD));
        }
        return certificate;
    }

    private static void make(Path keyStore) {
        try {
            Files.createDirectories(DIRECTORY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        keytool(List.of(
                "-genkeypair",
                "-alias",
                "smtp",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=" + addresses(),
                "-storetype",
                "PKCS12",
                "-keystore",
                keyStore.toString(),
                "-storepass",
                PASSWORD));
    }

    /** Containers know this machine by another address than it itself. */
    private static String addresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .map(address -> "IP:" + address.getHostAddress())
                    .collect(Collectors.joining(","));
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keytool(List<String> arguments) {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        new Program(tool).run(DIRECTORY, arguments.toArray(String[]::new));
    }
}
