package dev.tokenfamily.live.webhook;

import dev.tokenfamily.harness.ShortLivedJava;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.harness.server.ServerHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A server whose operator allows webhooks to a few hosts, with a vault, and a receiver. Names lead where a file says, so that one of an
 * allowed host leads to the metadata service of a cloud.
 */
public record WebhookServer(
        DistributionServer server,
        Postgres database,
        WebhookReceiver receiver,
        SilentReceiver silent,
        Path vault,
        Path hosts)
        implements AutoCloseable {

    public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String NEXT_SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

    private static final String NAMES =
            "127.0.0.1 localhost\n127.0.0.1 siem.test\n127.0.0.1 inside.test\n127.0.0.1 silent.test\n169.254.169.254 cloud.test\n";

    /** At {@code cloud.test} the operator has opened all that can be opened. */
    private static final String ALLOWED =
            "siem.test:%1$d=127.0.0.1,inside.test:%1$d,cloud.test:%1$d=0.0.0.0/0,silent.test:%2$d=127.0.0.1";

    public static WebhookServer start() {
        try {
            ServerHome home = ServerHome.installed("webhooks", "--db=postgres", "--vault=file");
            Path vault = Files.createDirectories(home.path().resolve("vault"));
            Path hosts = Files.writeString(home.path().resolve("hosts"), NAMES);
            ReceiverCertificate certificate =
                    new ReceiverCertificate(home.path(), "siem.test", "inside.test", "cloud.test", "silent.test");
            SilentReceiver silent = new SilentReceiver(certificate.context());
            WebhookReceiver receiver = new WebhookReceiver(certificate.context(), silent);
            Postgres database = Postgres.prepared(home.path().resolve("database"), Map.of());
            List<String> options = new ArrayList<>(database.keycloakOptions());
            options.add("--vault-dir=" + vault);
            options.add("--truststore-paths=" + certificate.pem());
            options.add("--spi-jpa-entity-provider--token-family--webhook-hosts="
                    + ALLOWED.formatted(receiver.port(), silent.port()));
            DistributionServer server = new DistributionServer(home, options)
                    .in(ShortLivedJava.forServerWith("-Djdk.net.hosts.file=" + hosts + " -Dsun.net.inetaddr.ttl=0"))
                    .start();
            return new WebhookServer(server, database, receiver, silent, vault, hosts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A realm of that name, which has no underscore; its vault has the entry {@code siem}. */
    WebhookScene scene(String name) {
        keep(name + "_siem", SECRET + "\n");
        return WebhookScene.create(server, name);
    }

    /** Keeps that in the vault. */
    public void keep(String entry, String secret) {
        write(vault.resolve(entry), secret);
    }

    /** Where that name leads from now on. */
    void lead(String name, String address) {
        write(hosts, NAMES.replaceAll("\\S+ " + name, address + " " + name));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All names lead where they led at first, and the receiver is well, whatever a story has left behind. */
    void restore() {
        receiver.answeringWell();
        write(hosts, NAMES);
    }

    String silentUrl() {
        return "https://silent.test:" + silent.port() + "/in";
    }

    public String url(String host, String path) {
        return "https://" + host + ":" + receiver.port() + path;
    }

    @Override
    public void close() {
        server.close();
        database.close();
        receiver.close();
        silent.close();
    }
}
