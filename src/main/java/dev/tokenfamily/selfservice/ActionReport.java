package dev.tokenfamily.selfservice;

import dev.tokenfamily.ending.RequestOrigin;
import dev.tokenfamily.family.Address;
import dev.tokenfamily.notice.ShownName;
import dev.tokenfamily.outbox.NewEntry;
import dev.tokenfamily.selfservice.OwnActions.Done;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.keycloak.common.util.Time;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;

/** Tells others what a user has done: an event for systems that read them, and a mail to the user where something has ended. */
final class ActionReport {

    private final KeycloakSession session;
    private final Consumer<NewEntry> outbox;

    /**
     * For one request.
     *
     * @param outbox queues what is to be told, in a transaction of its own
     */
    ActionReport(KeycloakSession session, Consumer<NewEntry> outbox) {
        this.session = session;
        this.outbox = outbox;
    }

    /**
     * Tells them.
     *
     * @param shown what the action was about, in words, from before it was done
     */
    void tell(Done done, Map<String, Object> shown, Caller caller) {
        sendEvent(done, caller);
        if (done.signedOut() || (done.of() != null && done.of().some())) {
            outbox.accept(mail(done, shown, caller));
        }
    }

    /** As Keycloak's own of an action that was confirmed in a login; none by which anything ends that it does not say. */
    private void sendEvent(Done done, Caller caller) {
        EventBuilder event = new EventBuilder(caller.realm(), session)
                .ipAddress(address())
                .event(EventType.CUSTOM_REQUIRED_ACTION)
                .client(caller.client())
                .user(caller.user())
                .session(caller.session().getId())
                .detail(Details.CUSTOM_REQUIRED_ACTION, ActionConfirmation.ID)
                .detail("token_family_action", done.waiting().action().text());
        if (done.of() != null) {
            event.detail(
                    "token_family_ended", Integer.toString(done.of().extent().families()));
        }
        WantedAction action = done.waiting().action();
        if (action instanceof WantedAction.EndOne end) {
            event.detail("token_family_id", end.familyId());
        } else if (action instanceof WantedAction.Name name) {
            event.detail("token_family_id", name.familyId());
        } else if (action instanceof WantedAction.Answering answering) {
            event.detail("token_family_incident_id", answering.incidentId())
                    .detail("token_family_answer", answering.answer().text());
        }
        event.success();
    }

    private NewEntry mail(Done done, Map<String, Object> shown, Caller caller) {
        Map<String, String> facts = new HashMap<>();
        shown.forEach((name, value) -> {
            if (value instanceof String text) {
                facts.put(name, text);
            }
        });
        facts.computeIfPresent("familyName", (key, name) -> ShownName.leadingNowhere(name));
        facts.put(EndedSignIns.AT, Long.toString(Time.currentTimeSeconds()));
        facts.put("fromAddress", address().equals(Address.UNKNOWN) ? "" : address());
        facts.put("fromDevice", Place.of(RequestOrigin.of(session)).device().inWords());
        return new NewEntry(
                EndMail.QUEUE,
                done.waiting().action().text(),
                caller.realm().getId(),
                caller.user().getId(),
                done.waiting().id(),
                EndedSignIns.of(caller.user().getId(), facts).json());
    }

    private String address() {
        return Address.of(session.getContext().getConnection().getRemoteHost());
    }
}
