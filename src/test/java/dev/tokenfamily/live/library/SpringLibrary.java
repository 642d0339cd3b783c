package dev.tokenfamily.live.library;

import dev.tokenfamily.harness.realm.App;
import java.util.Objects;
import org.keycloak.representations.idm.ClientRepresentation;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;

/** Spring Security in a web application: servers that share sessions and a database of tokens, all in this JVM. */
record SpringLibrary(String preset) implements Library {

    @Override
    public String name() {
        return "spring-security";
    }

    @Override
    public String kind() {
        return "server of a web application, Java";
    }

    @Override
    public void register(ClientRepresentation client) {
        client.setPublicClient(false);
        client.setSecret("secret");
    }

    @Override
    public String version() {
        return Objects.requireNonNull(
                OAuth2AuthorizedClient.class.getPackage().getImplementationVersion(), "no version");
    }

    @Override
    public Installation install(App app, String user) {
        return new SpringInstallation(app).loggedIn(user);
    }
}
