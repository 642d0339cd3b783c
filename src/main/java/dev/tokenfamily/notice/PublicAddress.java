package dev.tokenfamily.notice;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.enums.SslRequired;
import org.keycloak.models.RealmModel;
import org.keycloak.urls.HostnameProvider;
import org.keycloak.urls.UrlType;

/**
 * Where the users of a realm find it: at the hostname that the server is configured with, or the realm's frontend URL. What a
 * request said in {@code Host} or {@code X-Forwarded-Host} does not count, though the server has signed it into tokens: a thief
 * would choose where mails lead.
 */
final class PublicAddress {

    /** Nobody has it (RFC 2606 §2). Where the server takes it from a request, no host is configured. */
    private static final String NOBODYS_HOST = "token-family.invalid";

    /** What stands for an address where there is none. */
    static final URI NOWHERE = URI.create("https://" + NOBODYS_HOST + "/");

    private static final Logger LOG = Logger.getLogger(PublicAddress.class);

    private PublicAddress() {}

    /**
     * The server's base address for that realm, which is the one in the session; empty where nobody has configured it.
     *
     * @param realmUrl that the server once gave the realm. Where only a host is configured, scheme, port and path are its
     */
    static Optional<URI> of(HostnameProvider hostnames, RealmModel realm, @Nullable String realmUrl) {
        URI asked = realmUrl == null ? NOWHERE : withoutHost(realmUrl);
        URI address = hostnames.getBaseUri(PastRequest.at(asked).getUri(), UrlType.FRONTEND);
        return Optional.of(address).filter(found -> isConfigured(found, realm.getSslRequired()));
    }

    /** Where the host comes from the request, it is nobody's; and what the realm does not serve is no address of it. */
    static boolean isConfigured(URI address, SslRequired tls) {
        @Nullable String host = address.getHost();
        return host != null
                && !host.equalsIgnoreCase(NOBODYS_HOST)
                && ("https".equals(address.getScheme()) || !tls.isRequired(host));
    }

    /** All of the server's address but the host. */
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
