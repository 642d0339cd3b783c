package dev.tokenfamily.live.cluster;

import dev.tokenfamily.harness.server.Cluster;
import dev.tokenfamily.harness.server.NamedDatabase;
import dev.tokenfamily.suite.DatabasesOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** On the database that {@code -Dlive.database=} names. */
@DatabasesOnly
@DisabledIfSystemProperty(named = "live.database", matches = "h2", disabledReason = "no two nodes share one")
final class NamedDatabaseClusterIT extends LiveClusterContract {

    NamedDatabaseClusterIT(@TempDir Path data) throws IOException, InterruptedException {
        super(on(NamedDatabase.ofRun(), data));
    }

    private static Cluster on(NamedDatabase named, Path data) throws IOException, InterruptedException {
        return new Cluster(
                "named-cluster",
                named.started(data.resolve("database")).orElseThrow(),
                named.kind(),
                Map.of(),
                Map.of());
    }
}
