package dev.tokenfamily.notice;

import dev.tokenfamily.incident.Incidents;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.TokenVerifier;
import org.keycloak.common.VerificationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.Urls;

/**
 * A link from a mail that somebody follows, or whose button somebody presses: both take the same, and look up what is true now.
 * Nothing is kept from one to the other.
 */
final class FollowedLink {

    private static final Logger LOG = Logger.getLogger(FollowedLink.class);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Incidents incidents;

    FollowedLink(KeycloakSession session, Incidents incidents) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.incidents = incidents;
    }

    /**
     * A question to a user who may be asked it.
     *
     * @param user whom the incident is about, and who is enabled
     * @param key the token of the link
     */
    record Asked(Question question, UserModel user, String key) {}

    /**
     * Empty where the link is of no use any more: expired, not ours, of another realm, or made for an account that has another
     * password or mail address since, or is disabled or gone.
     *
     * @throws dev.tokenfamily.family.StoreUnavailableException if the database does not answer
     */
    Optional<Asked> asks(@Nullable String key) {
        return Optional.ofNullable(key).flatMap(given -> verified(given)
                .flatMap(token -> Question.of(token, realm, incidents).flatMap(question -> user(question, token.seal())
                        .map(user -> new Asked(question, user, given)))));
    }

    /** Signed by this realm, for this realm, of our type, not expired. */
    private Optional<AnswerToken> verified(String key) {
        @Nullable AnswerToken token = session.tokens().decode(key, AnswerToken.class);
        if (token == null || !realm.isEnabled()) {
            return Optional.empty();
        }
        String issuer = Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName());
        try {
            TokenVerifier.createWithoutSignature(token)
                    .withChecks(
                            TokenVerifier.IS_ACTIVE,
                            new TokenVerifier.RealmUrlCheck(issuer),
                            new TokenVerifier.TokenTypeCheck(List.of(AnswerToken.TYPE)))
                    .verify();
            return Optional.of(token);
        } catch (VerificationException e) {
            LOG.debug("A link that answers to an incident is refused", e);
            return Optional.empty();
        }
    }

    private Optional<UserModel> user(Question question, String seal) {
        String userId = question.listed().incident().owner().userId();
        return Optional.ofNullable(session.users().getUserById(realm, userId))
                .filter(UserModel::isEnabled)
                .filter(user -> AccountSeal.isWhole(seal, question.listed().id(), user));
    }
}
