package dev.tokenfamily.notice;

import dev.tokenfamily.incident.Answer;
import dev.tokenfamily.incident.Incidents;
import dev.tokenfamily.incident.Incidents.ListedIncident;
import java.util.Optional;
import org.keycloak.models.RealmModel;

/**
 * What a link asks its user.
 *
 * @param listed what it is about
 * @param answer what following it means to say
 */
record Question(ListedIncident listed, Answer answer) {

    /**
     * Empty where there is no such incident, or no such answer, or nobody is asked any more.
     *
     * @throws dev.tokenfamily.family.StoreUnavailableException if the database does not answer
     */
    static Optional<Question> of(AnswerToken token, RealmModel realm, Incidents incidents) {
        if (token.incidentId().chars().anyMatch(Character::isISOControl)) { // PostgreSQL fails if asked for U+0000
            return Optional.empty();
        }
        return Answer.written(token.answer()).flatMap(answer -> incidents
                .find(realm.getId(), token.incidentId())
                .filter(told -> !told.linksEnded())
                .map(told -> new Question(told.listed(), answer)));
    }

    /** Whether it has not been answered. */
    boolean isOpen() {
        return answer.mayFollow(listed.answer());
    }
}
