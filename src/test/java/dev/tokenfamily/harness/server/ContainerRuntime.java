package dev.tokenfamily.harness.server;

import java.io.IOException;
import org.testcontainers.utility.MountableFile;

/** A Keycloak in a container, from the image that users build, and PostgreSQL in another one of the same network. */
record ContainerRuntime(Containers containers, KeycloakServer server, AuthenticationDevice device)
        implements KeycloakRuntime {

    private static final int READABLE = 0444;

    @SuppressWarnings("SystemOut") // people read it
    static ContainerRuntime start() throws IOException {
        if (Behaviour.wanted() != Behaviour.OWN) {
            throw new IllegalStateException("Only a distribution can be made to behave like another version");
        }
        System.out.println(
                "Live tests on Keycloak " + ServerHome.property("keycloak.server.version") + ", in a container");
        String image = Images.observable(CERTIFICATES_FROM_PROXY);
        Containers containers = new Containers("shared");
        AuthenticationDevice device = AuthenticationDevice.at(containers.thisMachine());
        KeycloakServer server = containers
                .keycloak("keycloak", image, PURGE_EVERY_SECOND, SELF_SERVICE, "--cache=local", device.option())
                .with(container -> container.withCopyFileToContainer(
                        MountableFile.forHostPath(MailCertificate.certificate(), READABLE),
                        "/opt/keycloak/conf/truststores/smtp.pem"));
        return new ContainerRuntime(containers, server.start(), device);
    }

    @Override
    public void close() {
        containers.close();
        device.close();
    }
}
