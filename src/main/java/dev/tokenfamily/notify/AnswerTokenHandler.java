package dev.tokenfamily.notify;

import dev.tokenfamily.family.Incidents;
import dev.tokenfamily.family.StoreUnavailableException;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.authentication.actiontoken.ActionTokenHandler;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.messages.Messages;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Shows the page behind a link, once Keycloak has accepted the link's token. */
public final class AnswerTokenHandler implements ActionTokenHandler<AnswerToken> {

    private static final Logger LOG = Logger.getLogger(AnswerTokenHandler.class);

    private final Incidents incidents;

    /** Of these incidents. */
    public AnswerTokenHandler(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public Response handleToken(AnswerToken token, ActionTokenContext<AnswerToken> context) {
        try {
            return page(token, context);
        } catch (StoreUnavailableException e) {
            LOG.warn("The page behind a link in a mail could not be shown", e);
            return AnswerPages.unavailable(context.getSession(), context.getAuthenticationSession());
        }
    }

    private Response page(AnswerToken token, ActionTokenContext<AnswerToken> context) {
        KeycloakSession session = context.getSession();
        AuthenticationSessionModel login = context.getAuthenticationSession();
        UserModel user = login.getAuthenticatedUser();
        String key = login.getAuthNote(Constants.KEY);
        Optional<Question> question = Question.of(token, context.getRealm(), incidents);
        if (question.isEmpty()) {
            return ErrorPage.error(session, login, Response.Status.BAD_REQUEST, getDefaultErrorMessage());
        }
        return question.get().isOpen()
                ? AnswerPages.confirmation(session, user, question.get(), key)
                : AnswerPages.toOutcome(session, user, AnswerPages.BEFORE);
    }

    @Override
    public Class<AnswerToken> getTokenClass() {
        return AnswerToken.class;
    }

    /** Whatever session there is belongs to somebody's login, and stays out of this. */
    @Override
    public @Nullable String getAuthenticationSessionIdFromToken(
            AnswerToken token, ActionTokenContext<AnswerToken> context, @Nullable AuthenticationSessionModel current) {
        return null;
    }

    @Override
    public AuthenticationSessionModel startFreshAuthenticationSession(
            AnswerToken token, ActionTokenContext<AnswerToken> context) {
        return context.createAuthenticationSessionForClient(token.getIssuedFor());
    }

    /** To look at. The answer is taken once. */
    @Override
    public boolean canUseTokenRepeatedly(AnswerToken token, ActionTokenContext<AnswerToken> context) {
        return true;
    }

    @Override
    public EventType eventType() {
        return EventType.EXECUTE_ACTION_TOKEN;
    }

    @Override
    public String getDefaultEventError() {
        return Errors.NOT_ALLOWED;
    }

    @Override
    public String getDefaultErrorMessage() {
        return Messages.INVALID_CODE;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
