package dev.tokenfamily.live;

import java.io.IOException;

/** A Keycloak in a container, from the image that users build, and PostgreSQL in another one of the same network. */
record ContainerRuntime(Containers containers, KeycloakServer server, AuthenticationDevice device)
        implements KeycloakRuntime {

    static ContainerRuntime start() throws IOException {
        String image = Images.observable(CERTIFICATES_FROM_PROXY);
        Containers containers = new Containers("shared");
        AuthenticationDevice device = AuthenticationDevice.at(containers.thisMachine());
        KeycloakServer server =
                containers.keycloak("keycloak", image, PURGE_EVERY_SECOND, "--cache=local", device.option());
        return new ContainerRuntime(containers, server.start(), device);
    }

    @Override
    public void close() {
        containers.close();
        device.close();
    }
}
