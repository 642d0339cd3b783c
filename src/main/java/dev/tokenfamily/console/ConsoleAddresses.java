package dev.tokenfamily.console;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.Urls;
import org.keycloak.services.resources.RealmsResource;
import org.keycloak.urls.UrlType;

/**
 * Where things are, as a browser finds them. Admins may have a host of their own ({@code hostname-admin}): there the page and the
 * admin API are, and the login is where all users log in.
 *
 * @param page of the realm, with a slash at its end
 * @param issuer of the realm's tokens
 * @param admin the server's base address for admins, without a slash at its end
 * @param theme the path below which the server has the files of themes that all of them share
 */
record ConsoleAddresses(URI page, URI issuer, URI admin, String theme) {

    static ConsoleAddresses of(KeycloakSession session) {
        UriInfo admin = session.getContext().getUri(UrlType.ADMIN);
        UriInfo users = session.getContext().getUri(UrlType.FRONTEND);
        String realm = session.getContext().getRealm().getName();
        return new ConsoleAddresses(
                RealmsResource.realmBaseUrl(admin)
                        .path(ConsoleResource.RESOURCE + "/")
                        .build(realm),
                URI.create(Urls.realmIssuer(users.getBaseUri(), realm)),
                URI.create(admin.getBaseUri().toString().replaceFirst("/+$", "")),
                Urls.themeRoot(admin.getBaseUri()).getPath() + "/common/keycloak");
    }
}
