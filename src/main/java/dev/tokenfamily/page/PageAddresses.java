package dev.tokenfamily.page;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.Urls;
import org.keycloak.services.resources.RealmsResource;
import org.keycloak.urls.UrlType;

/**
 * Where things are, as a browser finds them. Admins may have a host of their own ({@code hostname-admin}): there a page for them is,
 * and the login is where all users log in.
 *
 * @param page of the realm, with a slash at its end
 * @param issuer of the realm's tokens
 * @param server the server's base address for those whom the page is for, without a slash at its end
 * @param theme the path below which the server has the files of themes that all of them share
 */
record PageAddresses(URI page, URI issuer, URI server, String theme) {

    static PageAddresses of(KeycloakSession session, Page page) {
        UriInfo visitors = session.getContext().getUri(page.host());
        UriInfo users = session.getContext().getUri(UrlType.FRONTEND);
        String realm = session.getContext().getRealm().getName();
        return new PageAddresses(
                RealmsResource.realmBaseUrl(visitors)
                        .path(page.resource() + "/")
                        .build(realm),
                URI.create(Urls.realmIssuer(users.getBaseUri(), realm)),
                URI.create(visitors.getBaseUri().toString().replaceFirst("/+$", "")),
                Urls.themeRoot(visitors.getBaseUri()).getPath() + "/common/keycloak");
    }
}
