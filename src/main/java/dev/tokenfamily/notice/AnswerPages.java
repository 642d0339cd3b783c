package dev.tokenfamily.notice;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Locale;
import java.util.Map;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.resources.RealmsResource;

/**
 * The pages behind the links in a mail, in the realm's login theme. There is no login behind them, no session and no user:
 * whoever sees one can do nothing with it but press its button.
 */
public final class AnswerPages {

    /** Below {@code /realms/{realm}/}. */
    public static final String RESOURCE = "token-family";

    static final String ANSWER_PATH = "answer";
    static final String ANSWERED_PATH = "answered";

    /** The parameter of a link; of that name, Keycloak's choice of languages on the page takes it along. */
    static final String LINK_PARAMETER = Constants.TOKEN;

    /** Somebody has answered before. */
    static final String BEFORE = "already-answered";

    /** The link is of no use; the page says so for any such word. */
    private static final String NO_MORE = "no-more";

    private AnswerPages() {}

    static String link(KeycloakSession session, String key) {
        return url(session)
                .path(ANSWER_PATH)
                .queryParam(LINK_PARAMETER, key)
                .build()
                .toString();
    }

    /** Asks to confirm the answer. Showing it changes nothing: mail scanners follow links. */
    static Response confirmation(KeycloakSession session, FollowedLink.Asked asked) {
        Locale locale = session.getContext().resolveLocale(asked.user());
        session.setAttribute(
                LocaleSelectorProvider.USER_REQUEST_LOCALE, locale.toLanguageTag()); // the user stays out of it
        LoginFormsProvider form = session.getProvider(LoginFormsProvider.class);
        Map<String, Object> shown = IncidentAttributes.of(
                asked.question().listed(), session.getContext().getRealm(), locale);
        shown.forEach(form::setAttribute);
        return form.setAttribute("answer", asked.question().answer().text())
                .setAttribute(Constants.KEY, asked.key())
                .setAttribute(
                        "actionUrl", url(session).path(ANSWER_PATH).build().toString())
                .createForm("token-family-incident.ftl");
    }

    /** To the page that says what was done: it can be loaded again, and shown in another language. */
    static Response toOutcome(KeycloakSession session, UserModel user, String outcome) {
        Locale locale = session.getContext().resolveLocale(user);
        return Response.seeOther(url(session)
                        .path(ANSWERED_PATH)
                        .path(outcome)
                        .queryParam(LocaleSelectorProvider.KC_LOCALE_PARAM, locale.toLanguageTag())
                        .build())
                .build();
    }

    /** That page; of an outcome that there is not, it says that nothing was done. */
    static Response outcome(KeycloakSession session, String outcome) {
        return form(session, outcome).createForm("token-family-answered.ftl");
    }

    /** The same for every reason: whoever tries links learns nothing by it. */
    static Response noMore(KeycloakSession session) {
        LoginFormsProvider form = form(session, NO_MORE);
        form.setStatus(Response.Status.BAD_REQUEST);
        return form.createForm("token-family-answered.ftl");
    }

    private static LoginFormsProvider form(KeycloakSession session, String outcome) {
        return session.getProvider(LoginFormsProvider.class).setAttribute("outcome", outcome);
    }

    /** The realm wants TLS. */
    static Response insecure(KeycloakSession session) {
        return ErrorPage.error(session, null, Response.Status.BAD_REQUEST, Messages.HTTPS_REQUIRED);
    }

    /** The database does not answer; another click may do. */
    static Response unavailable(KeycloakSession session) {
        return ErrorPage.error(
                session, null, Response.Status.SERVICE_UNAVAILABLE, Messages.UNEXPECTED_ERROR_HANDLING_REQUEST);
    }

    private static UriBuilder url(KeycloakSession session) {
        return RealmsResource.realmBaseUrl(session.getContext().getUri())
                .resolveTemplate("realm", session.getContext().getRealm().getName())
                .path(RESOURCE);
    }
}
