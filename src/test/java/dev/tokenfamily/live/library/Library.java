package dev.tokenfamily.live.library;

import dev.tokenfamily.harness.realm.App;
import java.util.Map;
import org.keycloak.representations.idm.ClientRepresentation;

/** A client library in an application that is written as the library's own documentation shows it. */
interface Library {

    /** As its developers find it, such as {@code openid-client}; a row of the table has this name. */
    String name();

    /** The kind of application, in a few words, such as "server of a web application, Node.js". */
    String kind();

    /** The preset for that kind of client, a directory of {@code docker/client-policies}. */
    String preset();

    /** Which scenarios do not apply to it, and why, in a few words. */
    default Map<Scenario, String> notApplicable() {
        return Map.of();
    }

    /** Changes the client that it gets in Keycloak: public, with PKCE, any redirect URI of 127.0.0.1, and access tokens of five seconds. */
    default void register(ClientRepresentation client) {}

    /** The version that is installed here. What is needed and not there skips the test. */
    String version();

    /** Installs the application for one user, whose password is the name, and logs the user in. */
    Installation install(App app, String user);
}
