package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.ContainerServer;
import dev.tokenfamily.harness.server.Containers;
import dev.tokenfamily.harness.server.Images;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.NeedsDocker;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Operators who do not let Keycloak change their database's schema: they are told what is missing, and can add it. */
@FullRunOnly
@ExtendWith(NeedsDocker.class)
class DatabaseRightsIT {

    private static final String STRATEGY = "--spi-connections-jpa--quarkus--migration-strategy=";
    private static final String EXPORT = "--spi-connections-jpa--quarkus--migration-export=/export/update.sql";
    private static final String OUR_TABLES =
            "select count(*) from information_schema.tables where table_name like 'token_family%'";

    @Test
    void givenMigrationByHandThenItStartsOnceTheExportWasRun(@TempDir Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        Bind export = new Bind(directory.toString(), new Volume("/export"));
        try (Containers containers = new Containers("migration");
                ContainerServer validating =
                        containers.keycloak("validate", Images.shipped(), "--cache=local", STRATEGY + "validate");
                ContainerServer manual =
                        containers.keycloak("manual", Images.shipped(), "--cache=local", STRATEGY + "manual", EXPORT)) {
            assertThatThrownBy(validating::start)
                    .rootCause()
                    .hasMessageContaining("Database not up-to-date, please enable database migration");
            manual.with(container -> container.withCreateContainerCmdModifier(
                    command -> Objects.requireNonNull(command.getHostConfig()).withBinds(export)));
            assertThatThrownBy(manual::start)
                    .rootCause()
                    .hasMessageContaining("Database not up-to-date, please migrate database with")
                    .hasMessageContaining("/export/update.sql");
            assertThat(containers.database().sql(OUR_TABLES)).isEqualTo("0");

            containers.database().sql(Files.readString(directory.resolve("update.sql")));
            validating.start();
            assertRotates(validating, "validated");
            validating.stop();
            manual.start();
            assertRotates(manual, "migrated");
        }
    }

    @Test
    void givenALimitedUserThenItSaysSoAndStartsOnceTablesAreThere() {
        try (Containers containers = new Containers("rights");
                ContainerServer owner = containers.keycloak("owner", Images.shipped(), "--cache=local");
                ContainerServer limited = containers.keycloak(
                        "limited", Images.shipped(), "--cache=local", "--db-username=app", "--db-password=app")) {
            containers.database().sql("""
                    create role app login password 'app';
                    alter default privileges in schema public grant select, insert, update, delete on tables to app;
                    grant select, insert, update, delete on all tables in schema public to app;
                    """);

            assertThatThrownBy(limited::start).rootCause().hasMessageContaining("permission denied for schema public");
            assertThat(containers.database().sql(OUR_TABLES)).isEqualTo("0");

            owner.start();
            owner.stop();
            limited.start();
            assertRotates(limited, "limited");
        }
    }

    private static void assertRotates(KeycloakServer server, String name) {
        TestRealm realm = TestRealm.create(server, name).govern("default", Map.of());
        App app = realm.publicClient("app", "default");
        assertThat(app.refreshed(app.refreshed(app.login("alice"))).generation())
                .isEqualTo(2);
    }
}
