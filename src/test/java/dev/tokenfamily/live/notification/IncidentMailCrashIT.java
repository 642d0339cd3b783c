package dev.tokenfamily.live.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.MailCertificate;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server that dies between the revocation and the mail. On PostgreSQL: H2 would lose what it has just committed. */
@FullRunOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentMailCrashIT {

    private final Postgres database;
    private final DistributionServer server;
    private final MailServer mails;

    IncidentMailCrashIT(@TempDir Path data) throws IOException, InterruptedException {
        database = Postgres.prepared(data, Map.of());
        ServerHome home = ServerHome.installed("mail-crash", "--db=postgres");
        List<String> options = new ArrayList<>(database.keycloakOptions());
        options.add(MailCertificate.trustOption());
        server = new DistributionServer(home, options).start();
        mails = MailServer.of(server);
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
        mails.close();
    }

    @Test
    void givenAServerKilledBeforeTheMailThenItIsSentOnceItRunsAgain() {
        MailScene scene = MailScene.create(mails, "crash", settings -> {});
        Tokens login = scene.app().login("alice");
        mails.down();
        Theft.of(scene.app(), login);
        server.kill();
        mails.up();
        assertThat(mails.sentTo("alice@example.org")).isEmpty();

        server.start();

        assertThat(mails.only("alice@example.org").text()).contains("It was not me");
        Await.until(() -> server.metric("keycloak_token_family_mails_total{outcome=\"delivered\"")
                .equals("1.0"));
        assertThat(mails.sentTo("alice@example.org")).hasSize(1);
        assertThat(database.query("select distinct entry_kind from outbox_entry"))
                .as("nothing for Shared Signals, whose feature is off")
                .containsExactly("token-family-digest");
        assertThat(server.loadedClasses())
                .contains("dev.tokenfamily.notice.IncidentDigest")
                .doesNotContain(
                        "dev.tokenfamily.notice.RevocationSignal", "org.keycloak.ssf.transmitter.SsfTransmitter/");
    }

    /** The row of the family keeps the incident, whatever becomes of the server that revoked it (ADR 16). */
    @Test
    void givenAServerKilledBeforeItsIncidentIsRecordedThenItIsMailedAllTheSame() {
        MailScene scene = MailScene.create(mails, "crash-before", settings -> {});
        database.execute("alter table token_family_incident rename to hidden");
        Theft.of(scene.app(), scene.app().login("bob"));
        server.kill();
        database.execute("alter table hidden rename to token_family_incident");
        assertThat(database.query("select count(*) from token_family_incident where kind = 'stale-lineage' and"
                        + " realm_id in (select realm_id from token_family where incident_due_at is not null)"))
                .containsExactly("0");

        server.start();

        assertThat(mails.only("bob@example.org").text()).contains("It was not me");
        assertThat(scene.realm().admin().read("/crash-before/token-families/incidents"))
                .hasSize(1);
        assertThat(database.query("select count(*) from token_family where incident_due_at is not null"))
                .containsExactly("0");
    }
}
