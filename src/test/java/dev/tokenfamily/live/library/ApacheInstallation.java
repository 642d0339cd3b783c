package dev.tokenfamily.live.library;

import dev.tokenfamily.harness.Directories;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.SystemClock;
import dev.tokenfamily.harness.page.ApacheServer;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.ServerInside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Apaches that share a directory of sessions, and the browser of one user. Their clock is that of Keycloak. */
final class ApacheInstallation implements Installation {

    private final App app;
    private final String refresh;
    private final Path directory;
    private final SystemClock clock;
    private final Browser browser = new Browser();
    private final List<ApacheServer> servers = new ArrayList<>();

    /** With this value of {@code OIDCRefreshAccessTokenBeforeExpiry}. */
    ApacheInstallation(App app, String refresh) {
        this.app = app;
        this.refresh = refresh;
        try {
            this.directory = Files.createTempDirectory("mod_auth_openidc");
            Path cache = Files.createDirectory(directory.resolve("cache"));
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            if (System.getProperty("user.name").equals("root")) { // then Apache's children are another user
                Files.setOwner(
                        cache,
                        cache.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("www-data"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.clock = SystemClock.offBy(offset(), directory.resolve("clock"));
    }

    private Duration offset() {
        return Duration.ofSeconds(new ServerInside(app.realm()).clockOffset());
    }

    /** Puts the clock of the servers to Keycloak's, which has moved meanwhile. */
    private synchronized void setClock() {
        clock.set(offset());
    }

    /** By a server that ends then. */
    ApacheInstallation loggedIn(String user) {
        ApacheServer server = server();
        Response page =
                browser.visit(server.url().resolve("/api"), user, server.url().toString(), app.realm() + "/");
        List<String> log = server.log();
        server.close();
        if (page.status() != 200) {
            close();
            throw new AssertionError(page.status() + " " + page.text() + "\n" + String.join("\n", log));
        }
        return this;
    }

    private ApacheServer server() {
        Map<String, String> environment = new HashMap<>(clock.environment());
        environment.put("FAKETIME_NO_CACHE", "1");
        ApacheServer server = ApacheServer.start(
                "mod_auth_openidc.conf",
                directory,
                Map.of(
                        "realm",
                        app.realm().toString(),
                        "client",
                        app.clientId(),
                        "secret",
                        Objects.requireNonNull(app.secret()),
                        "refresh",
                        refresh),
                environment);
        servers.add(server);
        return server;
    }

    @Override
    public ApacheWorker start() {
        return new ApacheWorker(server(), browser, this::setClock);
    }

    @Override
    public void close() {
        servers.forEach(ApacheServer::close);
        try {
            Directories.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
