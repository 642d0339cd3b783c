package dev.tokenfamily.notice;

import dev.tokenfamily.incident.Answer;
import dev.tokenfamily.incident.IncidentNotice;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.incident.RecordedIncidents;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.TokenVerifier;
import org.keycloak.common.VerificationException;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.Urls;

/**
 * Links by which a user answers to an incident (ADR 9): how they are made for a mail, and what is true when one is followed.
 * They
 * lead to the pages of {@link AnswerResource}, at the server that is in the session's context.
 */
final class AnswerLinks {

    private static final Logger LOG = Logger.getLogger(AnswerLinks.class);

    private final KeycloakSession session;
    private final RealmModel realm;

    /** The links of the realm that is in the session's context. */
    AnswerLinks(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /** For how long links are good, in seconds: as long as those that admins have sent. */
    int lifespanSeconds() {
        return realm.getActionTokenGeneratedByAdminLifespan();
    }

    /** Makes a link by which the user gives that answer, good for the account as it is now. */
    String create(ListedIncident listed, UserModel user, Answer answer) {
        long expiresAt = Time.currentTimeSeconds() + lifespanSeconds();
        String seal = AccountSeal.of(listed.id(), user);
        AnswerToken token = new AnswerToken(issuer(), listed.id(), answer, seal, expiresAt);
        return AnswerResource.link(session, session.tokens().encode(token));
    }

    private String issuer() {
        return Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName());
    }

    /**
     * What a link asks its user.
     *
     * @param listed the incident that it is about
     * @param answer what following it means to say
     */
    record Question(ListedIncident listed, Answer answer) {

        /**
         * Looks up what a token asks. Empty where the realm has no such incident, where there is no such answer, or where the
         * links to that user have ended ({@link IncidentNotice#linksEnded}).
         *
         * @throws dev.tokenfamily.family.StoreUnavailableException if the database does not answer
         */
        static Optional<Question> find(AnswerToken token, RealmModel realm, RecordedIncidents incidents) {
            if (token.incidentId().chars().anyMatch(Character::isISOControl)) { // PostgreSQL fails if asked for U+0000
                return Optional.empty();
            }
            return Answer.parse(token.answer()).flatMap(answer -> incidents
                    .find(realm.getId(), token.incidentId())
                    .filter(notice -> !notice.linksEnded())
                    .map(notice -> new Question(notice.listed(), answer)));
        }

        /** Whether the answer is still taken: nothing has been answered yet, or what this answer replaces. */
        boolean isOpen() {
            return answer.mayFollow(listed.answer());
        }
    }

    /**
     * A link that is good, and somebody follows or presses the button of: both take the same, and look up what is true at that
     * moment. Nothing is kept from one to the other.
     *
     * @param user whom the incident is about, and who is enabled
     * @param key the token of the link
     */
    record FollowedLink(Question question, UserModel user, String key) {}

    /**
     * Follows a link. Empty where it is of no use any more: expired, not ours, of another realm, or made for an account that
     * has
     * another password or mail address since, or was disabled, or is gone.
     *
     * @param key the token of the link; null where it has none
     * @throws dev.tokenfamily.family.StoreUnavailableException if the database does not answer
     */
    Optional<FollowedLink> follow(@Nullable String key, RecordedIncidents incidents) {
        return Optional.ofNullable(key)
                .flatMap(given -> verify(given).flatMap(token -> Question.find(token, realm, incidents)
                        .flatMap(question -> findUser(question, token.seal())
                                .map(user -> new FollowedLink(question, user, given)))));
    }

    /** Signed by this realm, for this realm, of our type, not expired. */
    private Optional<AnswerToken> verify(String key) {
        @Nullable AnswerToken token = session.tokens().decode(key, AnswerToken.class);
        if (token == null || !realm.isEnabled()) {
            return Optional.empty();
        }
        try {
            TokenVerifier.createWithoutSignature(token)
                    .withChecks(
                            TokenVerifier.IS_ACTIVE,
                            new TokenVerifier.RealmUrlCheck(issuer()),
                            new TokenVerifier.TokenTypeCheck(List.of(AnswerToken.TYPE)))
                    .verify();
            return Optional.of(token);
        } catch (VerificationException e) {
            LOG.debug("A link that answers to an incident is refused", e);
            return Optional.empty();
        }
    }

    /** The user of the incident, where the account is enabled and still the one that the link was made for. */
    private Optional<UserModel> findUser(Question question, String seal) {
        String userId = question.listed().incident().owner().userId();
        return Optional.ofNullable(session.users().getUserById(realm, userId))
                .filter(UserModel::isEnabled)
                .filter(user -> AccountSeal.isWhole(seal, question.listed().id(), user));
    }
}
