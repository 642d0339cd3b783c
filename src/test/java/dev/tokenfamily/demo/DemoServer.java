package dev.tokenfamily.demo;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.ShellWord;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** What {@code mvn -Prun} runs: Keycloak with our JAR and the demo realm, on port 8080 or on another, until Ctrl-C. */
public final class DemoServer {

    private static final String USUAL_PORT = "8080";

    private DemoServer() {}

    /** Listens on the port that the system property {@code port} names. Returns when Keycloak has stopped. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String port = System.getProperty("port", USUAL_PORT);
        // the build has asked before it began, which may be a while ago
        BusyPort.problemOf(port).ifPresent(DemoServer::end);
        DemoKeycloak demo = DemoKeycloak.installed(Integer.parseInt(port));
        if (!demo.isAlone()) {
            end("The demo runs already, in " + demo.home() + ". Stop that one first: one runs at a time.");
        }
        if (!demo.isUpToDate()) {
            end("docker/demo-realm.json or Keycloak's version has changed since this demo was made. Start anew: rm -r "
                    + ShellWord.of(demo.home()) + ", then run this again.");
        }
        MailCatcher mails = MailCatcher.listening(demo.home().resolve("data/mails"));
        URI mailPage = MailPage.serve(mails);

        tell("Starting Keycloak. The first start takes about a minute.");
        Process keycloak = demo.start();
        URI realm = demo.url().resolve("/realms/demo");
        boolean ready = Await.within(Duration.ofMinutes(15), () -> Http.answers(realm) || !keycloak.isAlive());
        if (ready && keycloak.isAlive()) {
            AdminApi admin = new AdminApi(demo.url());
            AdminApi.expectSuccess(admin.put("/demo", Map.of("smtpServer", mails.settings())));
            ConsolePage console = new ConsolePage(admin, demo.url());
            console.turnOn();
            makeIncidents(new TwoIncidents(admin, realm));
            tell(whatIsWhere(demo, console.ofDemo(), mailPage));
        }
        System.exit(keycloak.waitFor());
    }

    private static void makeIncidents(TwoIncidents incidents) throws IOException, InterruptedException {
        if (incidents.areMissing()) {
            tell("Making two incidents to look at, which takes " + TwoIncidents.seconds() + " seconds.");
            try {
                incidents.happen();
            } catch (IllegalStateException realmWasChanged) {
                tell("They could not be made: " + realmWasChanged.getMessage());
            }
        }
    }

    private static String whatIsWhere(DemoKeycloak demo, URI consolePage, URI mailPage) {
        String home = ShellWord.of(demo.home());
        return """

                Keycloak is ready.

                  Token families    %s   (admin / admin)
                  Admin console     %s   (admin / admin)
                  Account console   %s   (alice / alice, bob / bob)
                  Mails             %s

                  In realm demo     spa       public client, governed: alice's token was stolen, and its family revoked
                                    mobile    public client, only observed: an answer to bob was lost
                                    notes     public client with offline tokens, governed
                                    backend   confidential client, not governed (secret: backend-secret)

                  KC_HOME=%s
                  Start anew        Ctrl-C, rm -r %s, mvn -Prun

                Try the commands in docs/tutorial/see-it-work.md. The policies are in the admin console,
                realm demo, Realm settings, Client policies. Press Ctrl-C to stop.
                """.formatted(
                        consolePage,
                        demo.url().resolve("/admin/master/console/#/demo"),
                        demo.url().resolve("/realms/demo/account/"),
                        mailPage,
                        home,
                        home);
    }

    private static void end(String problem) {
        tell(problem);
        System.exit(1);
    }

    @SuppressWarnings("SystemOut") // it talks to a person at a terminal
    private static void tell(String text) {
        System.out.println(text);
    }
}
