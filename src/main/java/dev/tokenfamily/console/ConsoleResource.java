package dev.tokenfamily.console;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.urls.UrlType;

/**
 * {@code /realms/{realm}/token-families/}: the console page (ADR 23). The realm is the one in which admins log in; which one they
 * administer is behind the {@code #} of the page's URL. Nothing here is secret and nothing is done: what an admin may see, the page
 * asks of the admin REST API with the admin's own token.
 */
public final class ConsoleResource {

    /** The path of this resource below {@code /realms/{realm}/}. */
    public static final String RESOURCE = "token-families";

    /** The path, below the resource, to which the login comes back in a frame or a window of its own. */
    static final String SILENT_PATH = "silent";

    private final KeycloakSession session;
    private final ConsoleFiles files;
    private final ConsoleAddresses addresses;
    private final ConsoleHeaders headers;

    /** A resource for one request, whose realm is in the session's context. */
    public ConsoleResource(KeycloakSession session, ConsoleFiles files) {
        this.session = session;
        this.files = files;
        this.addresses = ConsoleAddresses.of(session);
        this.headers = new ConsoleHeaders(session, addresses);
    }

    /** The {@code client_id} of the client with which admins log in to the page, in the realm of its address. */
    public static String client() {
        return "token-family-console";
    }

    /** The page; from an address without the slash at its end, the way to the one with it, which the client's redirect URI has. */
    @GET
    public Response page() {
        if (!session.getContext()
                .getUri(UrlType.ADMIN)
                .getRequestUri()
                .getPath()
                .endsWith("/")) {
            return headers.add(Response.seeOther(addresses.page())).build();
        }
        return headers.addForPage(Response.ok(new ConsolePage(session, addresses, files.version()).html()))
                .build();
    }

    /** Where a login ends that is made in a frame or a window of its own: hands the answer to the page that has asked for it. */
    @GET
    @Path(SILENT_PATH)
    public Response silent() {
        return headers.addForFrame(Response.ok(ConsolePage.silent(addresses, files.version())))
                .build();
    }

    /**
     * A script or a style sheet.
     *
     * @param version of all of them, a hash: files of two JARs are never mixed. 404 for any other
     * @param name below the folder of the page's sources
     */
    @GET
    @Path("assets/{version}/{name: .+}")
    public Response asset(@PathParam("version") String version, @PathParam("name") String name) throws IOException {
        ConsoleFiles.File file = files.find(version, name).orElseThrow(NotFoundException::new);
        return headers.add(Response.ok(file.content(), file.type()))
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .build();
    }

    /** The page's messages in a language, as the realm has them: what it has not in that language, in English. */
    @GET
    @Path("messages/{locale}")
    @Produces(MediaType.APPLICATION_JSON)
    public Response messages(@PathParam("locale") String locale) throws IOException {
        Map<String, String> messages = ConsoleMessages.in(session, locale);
        return headers.add(Response.ok(messages))
                .header("Cache-Control", "no-cache")
                .build();
    }
}
