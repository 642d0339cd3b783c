package dev.tokenfamily.live.cluster;

import dev.tokenfamily.harness.server.Cluster;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** On PostgreSQL. */
@FullRunOnly
final class ClusterIT extends LiveClusterContract {

    ClusterIT(@TempDir Path data) throws IOException, InterruptedException {
        super(new Cluster("cluster", data));
    }
}
