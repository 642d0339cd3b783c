package dev.tokenfamily.notify;

import dev.tokenfamily.family.Answer;
import dev.tokenfamily.family.Incidents.Told;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Locale;
import java.util.Map;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** The pages behind the links in a mail, in the realm's login theme. */
public final class AnswerPages {

    /** Below {@code /realms/{realm}/}, where the confirmation is posted to. */
    public static final String RESOURCE = "token-family";

    static final String ANSWER_PATH = "answer";
    static final String ANSWERED_PATH = "answered";

    /** Somebody has answered before. */
    static final String BEFORE = "already-answered";

    private final IncidentAttributes attributes;

    /** For all requests. */
    public AnswerPages(IncidentAttributes attributes) {
        this.attributes = attributes;
    }

    /** Asks to confirm the answer. Showing it changes nothing: mail scanners follow links. */
    Response confirmation(KeycloakSession session, UserModel user, Told told, Answer answer, String key) {
        LoginFormsProvider form = session.getProvider(LoginFormsProvider.class)
                .setAuthenticationSession(session.getContext().getAuthenticationSession())
                .setUser(user);
        Map<String, Object> shown = attributes.of(
                told, session.getContext().getRealm(), session.getContext().resolveLocale(user));
        shown.forEach(form::setAttribute);
        return form.setAttribute("answer", answer.text())
                .setAttribute(Constants.KEY, key)
                .setAttribute(
                        "actionUrl", url(session).path(ANSWER_PATH).build().toString())
                .createForm("token-family-incident.ftl");
    }

    /** To the page that says what was done: it can be loaded again, and shown in another language. */
    Response toOutcome(KeycloakSession session, UserModel user, String outcome) {
        Locale locale = session.getContext().resolveLocale(user);
        return Response.seeOther(url(session)
                        .path(ANSWERED_PATH)
                        .path(outcome)
                        .queryParam(LocaleSelectorProvider.KC_LOCALE_PARAM, locale.toLanguageTag())
                        .build())
                .build();
    }

    /** That page; of an outcome that there is not, it says that nothing was done. */
    Response outcome(KeycloakSession session, String outcome) {
        return session.getProvider(LoginFormsProvider.class)
                .setAttribute("outcome", outcome)
                .createForm("token-family-answered.ftl");
    }

    private static UriBuilder url(KeycloakSession session) {
        return UriBuilder.fromUri(session.getContext().getUri().getBaseUri())
                .path("realms")
                .path(session.getContext().getRealm().getName())
                .path(RESOURCE);
    }
}
