package dev.tokenfamily.notice;

import dev.tokenfamily.family.Address;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.incident.RecordedIncidents;
import dev.tokenfamily.notice.AnswerLinks.FollowedLink;
import dev.tokenfamily.notice.AnswerLinks.Question;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.resources.RealmsResource;
import org.keycloak.services.util.CacheControlUtil;
import org.keycloak.services.util.LocaleUtil;

/**
 * {@code /realms/{realm}/token-family/answer}: the pages behind the links in a mail, in the realm's login theme, and what they post to
 * (ADR 9). The token in a link is all that counts. There is no login behind the pages, no session and no cookie: whoever sees
 * one
 * can do nothing with it but press its button.
 */
public final class AnswerResource {

    /** The path below {@code /realms/{realm}/} of all that users can reach. */
    public static final String RESOURCE = "token-family";

    private static final Logger LOG = Logger.getLogger(AnswerResource.class);

    /** The path of this resource below {@link #RESOURCE}. */
    public static final String PATH = "answer";

    /** The parameter of a link; of that name, Keycloak's choice of languages on the page takes it along. */
    private static final String LINK_PARAMETER = Constants.TOKEN;

    /** The outcome that somebody has answered before. */
    private static final String ALREADY_ANSWERED = "already-answered";

    /** The outcome of a link of no use; the page says so for any such word. */
    private static final String NO_MORE = "no-more";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final RecordedIncidents incidents;
    private final Answers answers;

    /** A resource for one request, whose realm is in the session's context. */
    public AnswerResource(KeycloakSession session, RecordedIncidents incidents, Answers answers) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.incidents = incidents;
        this.answers = answers;
    }

    /** The link that leads to {@link #ask} with that token. */
    static String link(KeycloakSession session, String key) {
        return url(session).path(PATH).queryParam(LINK_PARAMETER, key).build().toString();
    }

    private static UriBuilder url(KeycloakSession session) {
        return RealmsResource.realmBaseUrl(session.getContext().getUri())
                .resolveTemplate("realm", session.getContext().getRealm().getName())
                .path(RESOURCE);
    }

    /**
     * Asks to confirm the answer of a link. Changes nothing: mail scanners follow links.
     *
     * @param key the token of the link; null where it has none
     */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public Response ask(@QueryParam(LINK_PARAMETER) @Nullable String key) {
        LocaleUtil.processLocaleParam(session, realm, null);
        return follow(key, this::confirmationPage);
    }

    /** Does what the answer says, once, and leads to the page that says what was done. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    public Response answer() {
        return follow(
                session.getContext().getHttpRequest().getDecodedFormParameters().getFirst(Constants.KEY),
                link -> answers.take(link.question().listed(), link.question().answer())
                        ? reportAnswer(link)
                        : redirectToOutcome(link.user(), ALREADY_ANSWERED));
    }

    private Response follow(@Nullable String key, Function<FollowedLink, Response> open) {
        CacheControlUtil.noBackButtonCacheControlHeader(session);
        if (realm.getSslRequired().isRequired(session.getContext().getConnection())
                && !"https".equals(session.getContext().getUri().getBaseUri().getScheme())) {
            return ErrorPage.error(session, null, Response.Status.BAD_REQUEST, Messages.HTTPS_REQUIRED);
        }
        try {
            return new AnswerLinks(session)
                    .follow(key, incidents)
                    .map(link -> link.question().isOpen()
                            ? open.apply(link)
                            : redirectToOutcome(link.user(), ALREADY_ANSWERED))
                    .orElseGet(this::noMorePage);
        } catch (StoreUnavailableException e) { // another click may do
            LOG.warn("A link in a mail about an incident could not be followed", e);
            return ErrorPage.error(
                    session, null, Response.Status.SERVICE_UNAVAILABLE, Messages.UNEXPECTED_ERROR_HANDLING_REQUEST);
        }
    }

    private Response reportAnswer(FollowedLink link) {
        Question question = link.question();
        new EventBuilder(realm, session)
                .ipAddress(Address.of(session.getContext().getConnection().getRemoteHost()))
                .event(EventType.EXECUTE_ACTION_TOKEN)
                .user(link.user())
                .detail(Details.ACTION, AnswerToken.TYPE)
                .detail("token_family_id", question.listed().incident().familyId())
                .detail("token_family_answer", question.answer().text())
                .success();
        return redirectToOutcome(link.user(), question.answer().text());
    }

    private Response confirmationPage(FollowedLink link) {
        Locale locale = session.getContext().resolveLocale(link.user());
        session.setAttribute(
                LocaleSelectorProvider.USER_REQUEST_LOCALE, locale.toLanguageTag()); // the user stays out of it
        LoginFormsProvider form = session.getProvider(LoginFormsProvider.class);
        Map<String, Object> shown = IncidentAttributes.of(link.question().listed(), realm, locale);
        shown.forEach(form::setAttribute);
        return form.setAttribute("answer", link.question().answer().text())
                .setAttribute(Constants.KEY, link.key())
                .setAttribute("actionUrl", url(session).path(PATH).build().toString())
                .createForm("token-family-incident.ftl");
    }

    private Response redirectToOutcome(UserModel user, String outcome) {
        Locale locale = session.getContext().resolveLocale(user);
        return Response.seeOther(url(session)
                        .path(AnsweredResource.PATH)
                        .path(outcome)
                        .queryParam(LocaleSelectorProvider.KC_LOCALE_PARAM, locale.toLanguageTag())
                        .build())
                .build();
    }

    /** The same page for every reason: whoever tries links learns nothing by it. */
    private Response noMorePage() {
        LoginFormsProvider form = AnsweredResource.form(session, NO_MORE);
        form.setStatus(Response.Status.BAD_REQUEST);
        return form.createForm("token-family-answered.ftl");
    }
}
