package dev.tokenfamily.harness.server;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Http;
import java.net.URI;
import java.util.List;

/** A running Keycloak: keeps its database across restarts, and is stopped by whoever started it. */
public interface KeycloakServer extends AutoCloseable {

    /** Starts it and returns when it is ready. */
    KeycloakServer start();

    /** Stops it in good order. */
    void stop();

    @Override
    default void close() {
        stop();
    }

    /** Where it listens. */
    URI url();

    /** The machine that the tests run on, as the server calls it, and sees their requests come from it. */
    String testHost();

    /** Where it tells how it is, apart from what it serves. */
    URI management();

    /** All it has logged since it was installed. */
    String logged();

    /** The lines of it that have this text, once there is one: what a container logs may come later than its answer. */
    default List<String> logged(String text) {
        Await.until(() -> logged().contains(text));
        return logged().lines().filter(line -> line.contains(text)).toList();
    }

    /** What {@code /metrics} says. */
    default String metrics() {
        return Http.get(management().resolve("/metrics")).text();
    }

    /** The value of a meter that has no tags, or of the first with that name. */
    default String metric(String name) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElse("none");
    }
}
