package dev.tokenfamily.webhook.delivery;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import org.apache.http.ssl.SSLContexts;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.truststore.TruststoreProvider;

/** Whose certificates are trusted: those that Keycloak trusts ({@code --truststore-paths}), or else those that Java does. */
final class Trust {

    private Trust() {}

    /** That of the server of the session. */
    static SSLContext of(KeycloakSession session) {
        @Nullable TruststoreProvider provider = session.getProvider(TruststoreProvider.class);
        @Nullable KeyStore certificates = provider == null ? null : provider.getTruststore();
        try {
            return certificates == null
                    ? SSLContext.getDefault()
                    : SSLContexts.custom().loadTrustMaterial(certificates, null).build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The certificates that Keycloak trusts cannot be used", e);
        }
    }
}
