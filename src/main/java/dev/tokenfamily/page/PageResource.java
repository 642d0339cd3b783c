package dev.tokenfamily.page;

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

/**
 * {@code /realms/{realm}/{page}/}: a page of ours, in the realm in which its users log in. Nothing here is secret and nothing is
 * done: what somebody may see, the page asks of a REST API with their own token.
 */
public final class PageResource {

    /** The path, below the resource, to which the login comes back in a frame or a window of its own. */
    static final String SILENT_PATH = "silent";

    private final KeycloakSession session;
    private final Page page;
    private final PageFiles files;
    private final PageAddresses addresses;
    private final PageHeaders headers;

    /** A resource for one request, whose realm is in the session's context. */
    public PageResource(KeycloakSession session, Page page, PageFiles files) {
        this.session = session;
        this.page = page;
        this.files = files;
        this.addresses = PageAddresses.of(session, page);
        this.headers = new PageHeaders(session, addresses);
    }

    /** The page; from an address without the slash at its end, the way to the one with it, which the client's redirect URI has. */
    @GET
    public Response page() {
        if (!session.getContext().getUri(page.host()).getRequestUri().getPath().endsWith("/")) {
            return headers.add(Response.seeOther(addresses.page())).build();
        }
        return headers.addForPage(Response.ok(new PageHtml(session, page, addresses, files.version()).html()))
                .build();
    }

    /** Where a login ends that is made in a frame or a window of its own: hands the answer to the page that has asked for it. */
    @GET
    @Path(SILENT_PATH)
    public Response silent() {
        return headers.addForFrame(Response.ok(PageHtml.silent(addresses, files.version())))
                .build();
    }

    /**
     * A script or a style sheet.
     *
     * @param version of all of them, a hash: files of two JARs are never mixed. 404 for any other
     * @param name below the folder of the pages' sources
     */
    @GET
    @Path("assets/{version}/{name: .+}")
    public Response asset(@PathParam("version") String version, @PathParam("name") String name) throws IOException {
        PageFiles.File file = files.find(version, name).orElseThrow(NotFoundException::new);
        return headers.add(Response.ok(file.content(), file.type()))
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .build();
    }

    /** The page's messages in a language, as the realm has them: what it has not in that language, in English. */
    @GET
    @Path("messages/{locale}")
    @Produces(MediaType.APPLICATION_JSON)
    public Response messages(@PathParam("locale") String locale) throws IOException {
        Map<String, String> messages = PageMessages.in(session, page, locale);
        return headers.add(Response.ok(messages))
                .header("Cache-Control", "no-cache")
                .build();
    }
}
