package dev.tokenfamily.notice;

import dev.tokenfamily.family.Address;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.incident.Answer;
import dev.tokenfamily.incident.Incidents;
import dev.tokenfamily.incident.Incidents.ListedIncident;
import dev.tokenfamily.notice.FollowedLink.Asked;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.util.CacheControlUtil;
import org.keycloak.services.util.LocaleUtil;

/**
 * {@code /realms/{realm}/token-family}: where the links in mails lead, and what their pages post to. The token in a link is all
 * that counts. Neither reads or leaves a cookie, or a login of anybody.
 */
public final class AnswerResource {

    private static final Logger LOG = Logger.getLogger(AnswerResource.class);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Incidents incidents;
    private final AnswerConsequences consequences;

    /** For one request. */
    public AnswerResource(KeycloakSession session, Incidents incidents, AnswerConsequences consequences) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.incidents = incidents;
        this.consequences = consequences;
    }

    /** Asks for a confirmation. Changes nothing. */
    @GET
    @Path(AnswerPages.ANSWER_PATH)
    @Produces(MediaType.TEXT_HTML)
    public Response ask(@QueryParam(AnswerPages.LINK_PARAMETER) @Nullable String key) {
        LocaleUtil.processLocaleParam(session, realm, null);
        return following(key, asked -> AnswerPages.confirmation(session, asked));
    }

    /** Does what the answer says, once. */
    @POST
    @Path(AnswerPages.ANSWER_PATH)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    public Response answer() {
        return following(
                session.getContext().getHttpRequest().getDecodedFormParameters().getFirst(Constants.KEY),
                asked -> taken(asked.question()) ? done(asked) : before(asked));
    }

    /** Says what was done. */
    @GET
    @Path(AnswerPages.ANSWERED_PATH + "/{outcome}")
    @Produces(MediaType.TEXT_HTML)
    public Response answered(@PathParam("outcome") String outcome) {
        LocaleUtil.processLocaleParam(session, realm, null);
        return AnswerPages.outcome(session, outcome);
    }

    private Response following(@Nullable String key, Function<Asked, Response> open) {
        CacheControlUtil.noBackButtonCacheControlHeader(session);
        if (realm.getSslRequired().isRequired(session.getContext().getConnection())
                && !"https".equals(session.getContext().getUri().getBaseUri().getScheme())) {
            return AnswerPages.insecure(session);
        }
        try {
            return new FollowedLink(session, incidents)
                    .asks(key)
                    .map(asked -> asked.question().isOpen() ? open.apply(asked) : before(asked))
                    .orElseGet(() -> AnswerPages.noMore(session));
        } catch (StoreUnavailableException e) {
            LOG.warn("A link in a mail about an incident could not be followed", e);
            return AnswerPages.unavailable(session);
        }
    }

    /** What is done first can be repeated, so that a failure costs the user nothing but another click. */
    private boolean taken(Question question) {
        ListedIncident listed = question.listed();
        Answer answer = question.answer();
        if (answer == Answer.NOT_ME) {
            consequences.somebodyElse(listed);
        }
        boolean taken = incidents.answer(session.getContext().getRealm().getId(), listed.id(), answer);
        if (taken && answer == Answer.ME) {
            consequences.falseAlarm(listed);
        } else if (taken && listed.answer() == Answer.ME) {
            consequences.noFalseAlarm(listed);
        }
        return taken;
    }

    private Response done(Asked asked) {
        Question question = asked.question();
        new EventBuilder(realm, session)
                .ipAddress(Address.of(session.getContext().getConnection().getRemoteHost()))
                .event(EventType.EXECUTE_ACTION_TOKEN)
                .user(asked.user())
                .detail(Details.ACTION, AnswerToken.TYPE)
                .detail("token_family_id", question.listed().incident().familyId())
                .detail("token_family_answer", question.answer().text())
                .success();
        return AnswerPages.toOutcome(session, asked.user(), question.answer().text());
    }

    private Response before(Asked asked) {
        return AnswerPages.toOutcome(session, asked.user(), AnswerPages.BEFORE);
    }
}
