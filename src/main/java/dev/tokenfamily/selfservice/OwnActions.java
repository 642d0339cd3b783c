package dev.tokenfamily.selfservice;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyNames;
import dev.tokenfamily.family.FamilyQueries.ListedFamily;
import dev.tokenfamily.incident.Answer;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.notice.Answers;
import dev.tokenfamily.selfservice.WaitingActions.Waiting;
import dev.tokenfamily.takedown.Ended;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** What users change of what is theirs: begun, and done once they have logged in for it. */
final class OwnActions {

    private static final Logger LOG = Logger.getLogger(OwnActions.class);

    private final KeycloakSession session;
    private final WaitingActions waiting;
    private final OwnFamilies families;
    private final OwnIncidents incidents;
    private final FamilyNames names;
    private final Answers answers;
    private final SignInEnds ends;

    /** For one request. */
    OwnActions(
            KeycloakSession session,
            OwnFamilies families,
            OwnIncidents incidents,
            FamilyNames names,
            Answers answers,
            SignInEnds ends) {
        this.session = session;
        this.waiting = new WaitingActions(session, session.getContext().getRealm());
        this.families = families;
        this.incidents = incidents;
        this.names = names;
        this.answers = answers;
        this.ends = ends;
    }

    /**
     * What was done.
     *
     * @param of how much has ended, and whether all; null where nobody has counted, as for an answer
     * @param signedOut whether the caller's own login has ended
     */
    record Done(Waiting waiting, @Nullable Ended of, boolean signedOut) {}

    /** Begins an action, if there is something to be done; refuses it for what is not the caller's. */
    Waiting begin(WantedAction action, Caller caller) {
        if (action instanceof WantedAction.EndOne end) {
            family(end.familyId(), caller);
        } else if (action instanceof WantedAction.Name name) {
            family(name.familyId(), caller);
        } else if (action instanceof WantedAction.Answering answering) {
            answerable(answering, caller);
        }
        if (!ActionConfirmation.isOn(caller.realm())) {
            LOG.warnf(
                    "A user cannot change anything among the own sign-ins: the realm %s lacks the required action %s, or has it"
                            + " disabled; setup of the account page adds it",
                    LogField.of(caller.realm().getName()), ActionConfirmation.ID);
            throw Refused.notFound("required action " + ActionConfirmation.ID);
        }
        return waiting.begin(action, caller);
    }

    /** The action with that id that the caller has begun; empty where there is none. */
    Optional<Waiting> find(String id, Caller caller) {
        return waiting.find(id)
                .filter(action -> action.isOf(caller.user(), caller.session().getId()));
    }

    private Family family(String id, Caller caller) {
        return families.find(id, caller).map(ListedFamily::family).orElseThrow(() -> Refused.notFound("token family"));
    }

    private ListedIncident answerable(WantedAction.Answering answering, Caller caller) {
        ListedIncident listed =
                incidents.find(answering.incidentId(), caller).orElseThrow(() -> Refused.notFound("incident"));
        if (answering.answer() == Answer.ME && OwnIncidents.accuses(listed, caller)) {
            throw Refused.forbidden("accused", "This session is the one in which the token came twice");
        }
        if (!answering.answer().mayFollow(listed.answer())) {
            throw Refused.noLongerPossible("The incident has been answered");
        }
        return listed;
    }

    /**
     * Does an action that the caller has begun, and has confirmed by a login. The token must be of that login: one from before
     * does not use the action up.
     */
    Done finish(String id, Caller caller) {
        Waiting found = find(id, caller).orElseThrow(() -> Refused.notFound("action"));
        Long loggedInAt = Optional.ofNullable(caller.token().getAuth_time()).orElse(0L);
        if (!waiting.isConfirmed(found) || loggedInAt < found.begunAt()) {
            throw Refused.loginRequired();
        }
        Waiting taken = waiting.take(id).orElseThrow(() -> Refused.notFound("action"));
        return perform(taken, caller);
    }

    private Done perform(Waiting taken, Caller caller) {
        WantedAction action = taken.action();
        if (action instanceof WantedAction.EndOne end) {
            Family family = families.find(end.familyId(), caller)
                    .map(ListedFamily::family)
                    .orElseThrow(() -> Refused.noLongerPossible("The token family has ended by now"));
            return new Done(taken, ends.endOne(family, caller), false);
        } else if (action instanceof WantedAction.EndOthers) {
            return new Done(taken, ends.endOthers(session, caller), false);
        } else if (action instanceof WantedAction.EndAll) {
            return new Done(taken, ends.endAll(caller), true);
        } else if (action instanceof WantedAction.Name name) {
            Family family = family(name.familyId(), caller);
            if (!names.name(family.owner(), family.id(), name.name())) {
                throw Refused.noLongerPossible("The token family has ended by now");
            }
            return new Done(taken, Ended.all(0, 0), false);
        } else if (action instanceof WantedAction.Answering answering) {
            return answer(taken, answering, caller);
        }
        throw new IllegalStateException("No such action: " + action.text());
    }

    private Done answer(Waiting taken, WantedAction.Answering answering, Caller caller) {
        ListedIncident listed = answerable(answering, caller);
        if (!answers.take(listed, answering.answer())) {
            throw Refused.noLongerPossible("The incident has been answered");
        }
        LOG.debugf("The incident %s is answered by its user", listed.id());
        return new Done(taken, null, answering.answer() == Answer.NOT_ME);
    }
}
