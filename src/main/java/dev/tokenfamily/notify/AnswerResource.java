package dev.tokenfamily.notify;

import dev.tokenfamily.family.Answer;
import dev.tokenfamily.family.FamilyQueries.ListedIncident;
import dev.tokenfamily.family.Incidents;
import dev.tokenfamily.family.StoreUnavailableException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.TokenVerifier;
import org.keycloak.authentication.actiontoken.DefaultActionToken;
import org.keycloak.common.VerificationException;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.Urls;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.util.LocaleUtil;

/** {@code /realms/{realm}/token-family}: the confirmation page comes here. The token in it is all that counts. */
public final class AnswerResource {

    private static final Logger LOG = Logger.getLogger(AnswerResource.class);

    private final KeycloakSession session;
    private final Incidents incidents;
    private final AnswerConsequences consequences;

    /** For one request. */
    public AnswerResource(KeycloakSession session, Incidents incidents, AnswerConsequences consequences) {
        this.session = session;
        this.incidents = incidents;
        this.consequences = consequences;
    }

    /** Does what the answer says, once. */
    @POST
    @Path(AnswerPages.ANSWER_PATH)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    public Response answer() {
        if (session.getContext()
                        .getRealm()
                        .getSslRequired()
                        .isRequired(session.getContext().getConnection())
                && !"https".equals(session.getContext().getUri().getBaseUri().getScheme())) {
            return refused(Messages.HTTPS_REQUIRED);
        }
        try {
            AnswerToken token = verified(session.getContext()
                    .getHttpRequest()
                    .getDecodedFormParameters()
                    .getFirst(Constants.KEY));
            return answer(token);
        } catch (VerificationException e) {
            LOG.debug("An answer to an incident is refused", e);
            return refused(Messages.EXPIRED_ACTION_TOKEN_NO_SESSION);
        } catch (StoreUnavailableException e) {
            LOG.warn("An answer to an incident could not be acted on", e);
            return AnswerPages.unavailable(session, null);
        }
    }

    /** Says what was done. */
    @GET
    @Path(AnswerPages.ANSWERED_PATH + "/{outcome}")
    @Produces(MediaType.TEXT_HTML)
    public Response answered(@PathParam("outcome") String outcome) {
        LocaleUtil.processLocaleParam(session, session.getContext().getRealm(), null);
        return AnswerPages.outcome(session, outcome);
    }

    /** As Keycloak verifies action tokens: signed by this realm, for this realm, of our type, not expired. */
    private AnswerToken verified(@Nullable String key) throws VerificationException {
        AnswerToken token = session.tokens().decode(key, AnswerToken.class);
        if (token == null || !AnswerToken.TYPE.equals(token.getActionId())) {
            throw new VerificationException("This is no token of ours");
        }
        String issuer = Urls.realmIssuer(
                session.getContext().getUri().getBaseUri(),
                session.getContext().getRealm().getName());
        TokenVerifier.createWithoutSignature(token)
                .withChecks(
                        TokenVerifier.IS_ACTIVE,
                        new TokenVerifier.RealmUrlCheck(issuer),
                        DefaultActionToken.ACTION_TOKEN_BASIC_CHECKS)
                .verify();
        return token;
    }

    private Response answer(AnswerToken token) {
        RealmModel realm = session.getContext().getRealm();
        @Nullable UserModel user = session.users().getUserById(realm, token.getUserId());
        Optional<Question> question = Question.of(token, realm, incidents);
        if (user == null || !user.isEnabled() || question.isEmpty()) {
            return refused(Messages.INVALID_CODE);
        }
        return question.get().isOpen() && taken(question.get())
                ? done(user, question.get())
                : AnswerPages.toOutcome(session, user, AnswerPages.BEFORE);
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

    private Response done(UserModel user, Question question) {
        new EventBuilder(
                        session.getContext().getRealm(),
                        session,
                        session.getContext().getConnection())
                .event(EventType.EXECUTE_ACTION_TOKEN)
                .user(user)
                .detail(Details.ACTION, AnswerToken.TYPE)
                .detail("token_family_id", question.listed().incident().familyId())
                .detail("token_family_answer", question.answer().text())
                .success();
        return AnswerPages.toOutcome(session, user, question.answer().text());
    }

    private Response refused(String message) {
        return ErrorPage.error(session, null, Response.Status.BAD_REQUEST, message);
    }
}
