package dev.tokenfamily.harness.server;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** What {@code mvn -Prun} runs: Keycloak with our JAR and the demo realm on port 8080, until Ctrl-C. */
public final class DemoServer {

    private static final int PORT = 8080;
    private static final URI REALM = URI.create("http://localhost:" + PORT + "/realms/demo");

    private DemoServer() {}

    /** Returns when Keycloak has stopped. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (portIsBusy()) {
            tell("Port " + PORT + " is in use by another program. Stop that program, then run this again.");
            System.exit(1);
        }
        ServerHome home = ServerHome.at(Path.of(System.getProperty("live.directory"), "demo"))
                .withOurJar();
        Path imports = Files.createDirectories(home.path().resolve("data/import"));
        Files.copy(
                Path.of("docker/demo-realm.json"),
                imports.resolve("demo-realm.json"),
                StandardCopyOption.REPLACE_EXISTING);
        tell("Starting Keycloak. The first start takes about a minute.");
        ProcessBuilder command = new ProcessBuilder(
                        home.path().resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--import-realm",
                        "--http-port=" + PORT,
                        "--log-level=warn")
                .inheritIO();
        command.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", AdminApi.USER);
        command.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", AdminApi.USER);
        Process keycloak = command.start();
        Runtime.getRuntime().addShutdownHook(new Thread(keycloak::destroy));
        boolean ready = Await.within(Duration.ofMinutes(5), () -> Http.answers(REALM) || !keycloak.isAlive());
        if (ready && keycloak.isAlive()) {
            tell("""

                    Keycloak is ready.

                      Admin console   http://localhost:8080/admin   (admin / admin)
                      Realm demo      user alice / alice
                                      spa       public client, governed: a stolen token takes its family down
                                      backend   confidential client, not governed (secret: backend-secret)
                                      notes     public client with offline tokens, governed

                    Try the commands under "See it work" in README.md. The policies are in the admin console,
                    realm demo, Realm settings, Client policies. Press Ctrl-C to stop.
                    """);
        }
        System.exit(keycloak.waitFor());
    }

    private static boolean portIsBusy() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
            return false;
        } catch (IOException busy) {
            return true;
        }
    }

    @SuppressWarnings("SystemOut") // it talks to a person at a terminal
    private static void tell(String text) {
        System.out.println(text);
    }
}
