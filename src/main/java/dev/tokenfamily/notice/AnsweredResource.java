package dev.tokenfamily.notice;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.util.LocaleUtil;

/** {@code /realms/{realm}/token-family/answered}: the pages that say what an answer has done ({@link AnswerResource}). */
public final class AnsweredResource {

    /** The path of this resource below {@link AnswerResource#RESOURCE}. */
    public static final String PATH = "answered";

    private final KeycloakSession session;

    /** A resource for one request, whose realm is in the session's context. */
    public AnsweredResource(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Says what was done. The page can be loaded again, and shown in another language.
     *
     * @param outcome an {@link dev.tokenfamily.incident.Answer#text}, or that somebody has answered before; of any other word,
     *     the page says that nothing was done
     */
    @GET
    @Path("{outcome}")
    @Produces(MediaType.TEXT_HTML)
    public Response answered(@PathParam("outcome") String outcome) {
        LocaleUtil.processLocaleParam(session, session.getContext().getRealm(), null);
        return form(session, outcome).createForm("token-family-answered.ftl");
    }

    /** The form of that page. */
    static LoginFormsProvider form(KeycloakSession session, String outcome) {
        return session.getProvider(LoginFormsProvider.class).setAttribute("outcome", outcome);
    }
}
