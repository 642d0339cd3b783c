package dev.tokenfamily.live.webhook;

import dev.tokenfamily.harness.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.apache.http.ssl.SSLContexts;

/** The certificate of a receiver, made anew for each run. */
final class ReceiverCertificate {

    private static final String PASSWORD = "password";

    private final Path directory;

    /** For these names, in that directory. */
    ReceiverCertificate(Path directory, String... names) throws IOException {
        this.directory = directory;
        Files.deleteIfExists(keyStore());
        Files.deleteIfExists(pem());
        String alternatives = Arrays.stream(names).map(name -> "dns:" + name).collect(Collectors.joining(","));
        keytool("-genkeypair -keyalg RSA -dname CN=receiver -storetype PKCS12 -ext SAN=" + alternatives);
        keytool("-exportcert -rfc -file " + pem());
    }

    private void keytool(String arguments) {
        String all = arguments + " -alias receiver -storepass " + PASSWORD + " -keystore " + keyStore();
        new Program(Path.of(System.getProperty("java.home"), "bin", "keytool")).run(directory, all.split(" ", -1));
    }

    private Path keyStore() {
        return directory.resolve("receiver.p12");
    }

    /** What Keycloak is to trust. */
    Path pem() {
        return directory.resolve("receiver.pem");
    }

    /** What the receiver shows it from. */
    SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore())) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return SSLContexts.custom()
                .loadKeyMaterial(keys, PASSWORD.toCharArray())
                .build();
    }
}
