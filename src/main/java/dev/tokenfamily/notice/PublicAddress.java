package dev.tokenfamily.notice;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.enums.SslRequired;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;
import org.keycloak.urls.HostnameProvider;
import org.keycloak.urls.UrlType;

/**
 * Where the users of a realm find it: at the hostname that the server is configured with, or the realm's frontend URL. What a
 * request said in {@code Host} or {@code X-Forwarded-Host} does not count, though the server has signed it into tokens: a thief
 * would choose where mails lead.
 */
public final class PublicAddress {

    /** Nobody has it (RFC 2606 §2). Where the server takes it from a request, no host is configured. */
    private static final String NOBODYS_HOST = "token-family.invalid";

    /** What stands for a server's address where none is configured. */
    static final URI NOWHERE = URI.create("https://" + NOBODYS_HOST + "/");

    private static final Logger LOG = Logger.getLogger(PublicAddress.class);

    private PublicAddress() {}

    /** The issuer of that realm, as it is configured; only its path where nobody has configured an address. */
    public static String ofRealm(KeycloakSession session, RealmModel realm) {
        URI configured =
                of(session.getProvider(HostnameProvider.class), realm, null).orElse(URI.create("/"));
        return Urls.realmIssuer(configured, realm.getName());
    }

    /**
     * The server's base address for a realm; empty where nobody has configured it.
     *
     * @param hostnames of the session, in whose context the realm is set
     * @param realm whose frontend URL counts, and whose demand for TLS
     * @param realmUrl the {@code iss} that the server once gave the realm; null where it is not known. Where only a host is
     *     configured, scheme, port and path are taken from it
     */
    static Optional<URI> of(HostnameProvider hostnames, RealmModel realm, @Nullable String realmUrl) {
        URI asked = realmUrl == null ? NOWHERE : withoutHost(realmUrl);
        URI address = hostnames.getBaseUri(PastRequest.of(asked).getUri(), UrlType.FRONTEND);
        return Optional.of(address).filter(found -> isConfigured(found, realm.getSslRequired()));
    }

    /**
     * Whether an administrator has configured an address at which the realm is served. Where its host comes from the request,
     * that is nobody's; and where the realm requires TLS, it is not served without.
     */
    static boolean isConfigured(URI address, SslRequired tls) {
        @Nullable String host = address.getHost();
        return host != null
                && !host.equalsIgnoreCase(NOBODYS_HOST)
                && ("https".equals(address.getScheme()) || !tls.isRequired(host));
    }

    /**
     * The server's base address of a realm, with nobody's host in place of its own; {@link #NOWHERE} where it cannot be read.
     */
    static URI withoutHost(String realmUrl) {
        try {
            URI given = new URI(realmUrl.substring(0, realmUrl.lastIndexOf("/realms/") + 1));
            String scheme = "http".equals(given.getScheme()) ? "http" : "https";
            return new URI(scheme, null, NOBODYS_HOST, given.getPort(), given.getPath(), null, null);
        } catch (URISyntaxException e) { // from a Host header that is none
            LOG.debug("A realm's address cannot be read", e);
            return NOWHERE;
        }
    }
}
