package dev.tokenfamily.page;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.common.util.UriUtils;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.BrowserSecurityHeaders;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The headers of all that is served here. Keycloak would put the realm's own Content-Security-Policy over the page's, which is meant
 * for login pages and allows whatever themes need; so it is asked to add none, and what the page does not decide is taken from the
 * realm as Keycloak would.
 */
final class PageHeaders {

    private static final String NOBODY = "'none'";

    private final SecurityHeadersProvider keycloak;
    private final RealmModel realm;
    private final PageAddresses addresses;

    PageHeaders(KeycloakSession session, PageAddresses addresses) {
        this.keycloak = session.getProvider(SecurityHeadersProvider.class);
        this.realm = session.getContext().getRealm();
        this.addresses = addresses;
    }

    /** For what is no page. */
    ResponseBuilder add(ResponseBuilder response) {
        return add(response, "default-src 'none'; frame-ancestors 'none'", "DENY");
    }

    /**
     * For the page: scripts and styles of this server only, none of them within the HTML, and nobody may put it into a frame or
     * keep hold of a window with it. It may hold the window in which it has somebody log in.
     */
    ResponseBuilder addForPage(ResponseBuilder response) {
        return addForHtml(
                        response,
                        "style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src %s; frame-src %s"
                                .formatted(
                                        sources(addresses.issuer(), addresses.server()), sources(addresses.issuer())),
                        NOBODY,
                        "DENY")
                .header("Cross-Origin-Opener-Policy", "same-origin-allow-popups");
    }

    /** For what is loaded into a frame of the page: its one script may do nothing but run. */
    ResponseBuilder addForFrame(ResponseBuilder response) {
        return addForHtml(response, "connect-src 'none'", "'self'", "SAMEORIGIN");
    }

    private ResponseBuilder addForHtml(ResponseBuilder response, String sources, String ancestors, String framing) {
        String policy = "default-src 'none'; script-src 'self'; " + sources
                + "; base-uri 'none'; form-action 'none'; frame-ancestors " + ancestors
                + "; require-trusted-types-for 'script'; trusted-types lit-html";
        return add(response, policy, framing)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header("Cache-Control", "no-store");
    }

    private ResponseBuilder add(ResponseBuilder response, String policy, String framing) {
        keycloak.options().skipHeaders();
        response.header(BrowserSecurityHeaders.CONTENT_SECURITY_POLICY.getHeaderName(), policy)
                .header(BrowserSecurityHeaders.X_FRAME_OPTIONS.getHeaderName(), framing)
                .header(BrowserSecurityHeaders.X_CONTENT_TYPE_OPTIONS.getHeaderName(), "nosniff")
                .header(BrowserSecurityHeaders.REFERRER_POLICY.getHeaderName(), "no-referrer")
                .header("Cross-Origin-Resource-Policy", "same-origin");
        addOfRealm(BrowserSecurityHeaders.STRICT_TRANSPORT_SECURITY, response);
        addOfRealm(BrowserSecurityHeaders.X_ROBOTS_TAG, response);
        return response;
    }

    private void addOfRealm(BrowserSecurityHeaders header, ResponseBuilder response) {
        String value = realm.getBrowserSecurityHeaders().getOrDefault(header.getKey(), header.getDefaultValue());
        if (value != null && !value.isEmpty()) {
            response.header(header.getHeaderName(), value);
        }
    }

    /** The page's own origin, and these where they are others. */
    private String sources(URI... others) {
        String own = UriUtils.getOrigin(addresses.page());
        return Stream.concat(
                        Stream.of("'self'"),
                        Stream.of(others).map(UriUtils::getOrigin).filter(origin -> !origin.equals(own)))
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
