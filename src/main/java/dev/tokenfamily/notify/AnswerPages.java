package dev.tokenfamily.notify;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.resources.RealmsResource;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The pages behind the links in a mail, in the realm's login theme. */
public final class AnswerPages {

    /** Below {@code /realms/{realm}/}, where the confirmation is posted to. */
    public static final String RESOURCE = "token-family";

    static final String ANSWER_PATH = "answer";
    static final String ANSWERED_PATH = "answered";

    /** Somebody has answered before. */
    static final String BEFORE = "already-answered";

    private AnswerPages() {}

    /** Asks to confirm the answer. Showing it changes nothing: mail scanners follow links. */
    static Response confirmation(KeycloakSession session, UserModel user, Question question, String key) {
        LoginFormsProvider form = session.getProvider(LoginFormsProvider.class)
                .setAuthenticationSession(session.getContext().getAuthenticationSession())
                .setUser(user);
        Map<String, Object> shown = IncidentAttributes.of(
                question.listed(),
                session.getContext().getRealm(),
                session.getContext().resolveLocale(user));
        shown.forEach(form::setAttribute);
        return form.setAttribute("answer", question.answer().text())
                .setAttribute(Constants.KEY, key)
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
        return session.getProvider(LoginFormsProvider.class)
                .setAttribute("outcome", outcome)
                .createForm("token-family-answered.ftl");
    }

    /** The database does not answer; another click may do. */
    static Response unavailable(KeycloakSession session, @Nullable AuthenticationSessionModel login) {
        return ErrorPage.error(
                session, login, Response.Status.SERVICE_UNAVAILABLE, Messages.UNEXPECTED_ERROR_HANDLING_REQUEST);
    }

    private static UriBuilder url(KeycloakSession session) {
        return RealmsResource.realmBaseUrl(session.getContext().getUri())
                .resolveTemplate("realm", session.getContext().getRealm().getName())
                .path(RESOURCE);
    }
}
