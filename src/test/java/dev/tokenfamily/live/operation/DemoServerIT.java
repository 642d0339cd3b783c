package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Directories;
import dev.tokenfamily.harness.FreePort;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Program;
import dev.tokenfamily.harness.ShellWord;
import dev.tokenfamily.harness.ShortLivedJava;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mvn -Prun} shows, and what it says when it cannot run. */
class DemoServerIT {

    private static final Path FOLDER =
            Path.of(System.getProperty("live.directory")).resolve("demo-story").toAbsolutePath();

    @Test
    void givenThePortIsBusyThenMavenSaysWhoHasItAndBuildsNothing(@TempDir Path copy) throws IOException {
        String sources = "src/test/java/dev/tokenfamily/";
        for (String part : new String[] {"pom.xml", "parts", sources + "demo", sources + "harness/DiskSpace.java"}) {
            Directories.copy(Path.of(part), copy.resolve(part));
        }
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            Program maven = Program.named("mvn", "maven").in(ShortLivedJava.forMaven());
            assertThatThrownBy(() -> maven.run(copy, "-B", "-q", "-ntp", "-Prun", "-Dport=" + port))
                    .message()
                    .containsPattern(theLineAbout(port))
                    .doesNotContain("ERROR", "BUILD FAILURE");
        }
        assertThat(copy.resolve("target/classes")).doesNotExist();
        assertThat(copy.resolve("target/test-classes")).doesNotExist();
    }

    @Test
    void givenThePortWasTakenMeanwhileThenItSaysSoInOneLineAndEnds() throws IOException, InterruptedException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RunningDemo demo = RunningDemo.on(other.getLocalPort(), FOLDER)) {
            assertThat(demo.ended()).isEqualTo(1);
            assertThat(demo.said()).matches(theLineAbout(other.getLocalPort()));
        }
    }

    @Test
    @FullRunOnly
    void whenItRunsThenThereIsSomethingToLookAtAndStillIsWhenItRunsAgainElsewhere()
            throws IOException, InterruptedException {
        Directories.delete(FOLDER);
        int port = FreePort.find();
        try (RunningDemo demo = RunningDemo.on(port, FOLDER).ready()) {
            String home = ShellWord.of(FOLDER.resolve("demo"));
            assertThat(demo.said())
                    .doesNotContain("KC-SERVICES0047")
                    .contains("KC_HOME=" + home + "\n", "rm -r " + home);
            assertThat(Http.get(URI.create(demo.named("Token families"))).text())
                    .contains("<token-families");
            assertThat(Http.get(URI.create(demo.named("Admin console"))).status())
                    .isEqualTo(200);
            assertThat(URI.create(demo.named("Admin console")).getPort()).isEqualTo(port);
            assertAliceIsAtHome(URI.create(demo.named("Account console")));
            assertBothIncidentsAreThere(port);
            assertTheMailCanBeAnswered(URI.create(demo.named("Mails")));
            assertThatASecondOneIsTurnedAway();
        }
        assertThatOneOfAnotherRealmIsToBeginAnew();
        int another = FreePort.find();
        try (RunningDemo demo = RunningDemo.on(another, FOLDER).ready()) {
            assertThat(demo.said()).doesNotContain("Making two incidents");
            assertBothIncidentsAreThere(another);
            assertThat(mails(URI.create(demo.named("Mails"))).select("td a")).hasSize(1);
        }
    }

    private static String theLineAbout(int port) {
        return "Port " + port + " is in use by java \\(process "
                + ProcessHandle.current().pid()
                + "\\)\\. Stop it, or take another port: mvn -Prun -Dport=\\d+\\s*";
    }

    /** The account console asks the account API, and that asks for roles that only {@code default-roles-demo} gives. */
    private static void assertAliceIsAtHome(URI accountConsole) {
        assertThat(Http.get(accountConsole).status()).isEqualTo(200);
        String access = new App(accountConsole.resolve("/realms/demo"), "spa", null)
                .login("alice")
                .access();
        assertThat(Http.get(accountConsole, "Accept", "application/json", "Authorization", "Bearer " + access)
                        .text("email"))
                .isEqualTo("alice@example.org");
    }

    private static void assertBothIncidentsAreThere(int port) {
        JsonNode incidents =
                new AdminApi(URI.create("http://localhost:" + port)).read("/demo/token-families/incidents");
        assertThat(incidents.findValuesAsText("enforcement")).containsExactlyInAnyOrder("enforce", "observe");
        incidents.forEach(DemoServerIT::assertSides);
    }

    private static void assertSides(JsonNode incident) {
        boolean enforced = incident.path("enforcement").asText().equals("enforce");
        assertThat(incident.path("clientId").asText()).isEqualTo(enforced ? "spa" : "mobile");
        assertThat(incident.path("presentedFrom").equals(incident.path("rotatedFrom")))
                .as("a lost answer is asked for again by whom it was for, and a theft is not")
                .isNotEqualTo(enforced);
    }

    private static Document mails(URI page) {
        return Jsoup.parse(Http.get(page).text(), page.toString());
    }

    private static void assertTheMailCanBeAnswered(URI page) {
        Await.until(() -> !mails(page).select("td a").isEmpty());
        assertThat(mails(page).select("td").eachText()).contains("alice@example.org");
        Document mail = mails(URI.create(mails(page).select("td a").attr("abs:href")));
        Document shown = Jsoup.parse(mail.select("iframe").attr("srcdoc"));
        String notMe = shown.select("a:containsOwn(It was not me)").attr("href");
        assertThat(Http.get(URI.create(notMe)).text()).contains("Sign out everywhere");
    }

    /** It would find the database locked. */
    private static void assertThatASecondOneIsTurnedAway() throws IOException, InterruptedException {
        try (RunningDemo second = RunningDemo.on(FreePort.find(), FOLDER)) {
            assertThat(second.ended()).isEqualTo(1);
            assertThat(second.said()).startsWith("The demo runs already, in " + FOLDER.resolve("demo"));
        }
    }

    /** It would lack what is new in the realm, such as the client of an incident. */
    private static void assertThatOneOfAnotherRealmIsToBeginAnew() throws IOException, InterruptedException {
        Path imported = FOLDER.resolve("demo/data/import/demo-realm.json");
        String realm = Files.readString(imported);
        Files.writeString(imported, realm.replace("mobile", "portable"));
        try (RunningDemo stale = RunningDemo.on(FreePort.find(), FOLDER)) {
            assertThat(stale.ended()).isEqualTo(1);
            assertThat(stale.said())
                    .contains("has changed", "Start anew: rm -r " + ShellWord.of(FOLDER.resolve("demo")));
        }
        Files.writeString(imported, realm);
    }
}
