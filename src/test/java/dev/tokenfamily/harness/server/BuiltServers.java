package dev.tokenfamily.harness.server;

import dev.tokenfamily.harness.BetweenForks;
import dev.tokenfamily.harness.Digest;
import dev.tokenfamily.harness.Directories;
import dev.tokenfamily.suite.Activity;
import dev.tokenfamily.suite.TimeSpent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code kc.sh build} has made of a distribution, kept for the next home with the same JARs, by the same options:
 * a build takes longer than many a test class.
 */
final class BuiltServers {

    /** All that a build writes into. */
    private static final String BUILT = "lib/quarkus";

    private static final String PROVIDERS = "providers";

    private BuiltServers() {}

    /** Work that may be saved. */
    @FunctionalInterface
    interface Build {
        void run() throws IOException, InterruptedException;
    }

    /** Builds the home, or gives it what the same build has made before. */
    static void build(Path home, List<String> options, Build build) throws IOException {
        long start = System.currentTimeMillis();
        String fingerprint = fingerprint(home, ProviderJars.in(home.resolve(PROVIDERS)), options);
        Path built = BetweenForks.made("built-" + fingerprint, kept -> {
            build.run();
            take(home, kept);
        });
        take(built, home);
        TimeSpent.since(start, Activity.BUILD);
    }

    /** The JARs too, with their times, by which Keycloak knows them. */
    private static void take(Path from, Path to) throws IOException {
        replace(from, to, BUILT);
        replace(from, to, PROVIDERS);
    }

    private static void replace(Path from, Path to, String folder) throws IOException {
        Directories.delete(to.resolve(folder));
        Directories.copy(from.resolve(folder), to.resolve(folder));
    }

    /** Says which distribution this is, which JARs it has, and by which options it is built. */
    static String fingerprint(Path home, List<Path> jars, List<String> options) throws IOException {
        Digest digest = Digest.sha256().and(home.resolve("version.txt")).and(options.toString());
        for (Path jar : jars) {
            digest.and(jar.getFileName().toString()).and(jar);
        }
        return digest.hex().substring(0, 16);
    }
}
