package dev.tokenfamily.harness.realm;

import java.util.List;
import org.keycloak.representations.idm.ClientRepresentation;

/** How tokens are bound to a key of the client. */
public enum KeyBinding {
    /** RFC 9449. */
    DPOP("DPoP", "dpop.bound.access.tokens") {
        @Override
        public Proof newKey(App app) {
            DpopKey key = DpopKey.generate();
            ServerInside server = new ServerInside(app.realm());
            return endpoint -> List.of("DPoP", key.proof(endpoint, server.now()));
        }
    },
    /** RFC 8705, with a proxy that says who came (RFC 9440). */
    MTLS("mTLS", "tls.client.certificate.bound.access.tokens") {
        @Override
        public Proof newKey(App app) {
            String certificate = ClientCertificate.generate();
            return endpoint -> List.of("Client-Cert", ":" + certificate + ":");
        }
    };

    private final String label;
    private final String clientSwitch;

    KeyBinding(String label, String clientSwitch) {
        this.label = label;
        this.clientSwitch = clientSwitch;
    }

    /** Has Keycloak bind all tokens of the client. */
    public void require(ClientRepresentation client) {
        client.getAttributes().put(clientSwitch, "true");
    }

    public abstract Proof newKey(App app);

    @Override
    public String toString() {
        return label;
    }
}
