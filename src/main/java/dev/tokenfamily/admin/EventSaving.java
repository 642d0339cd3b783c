package dev.tokenfamily.admin;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.keycloak.events.EventType;
import org.keycloak.models.RealmModel;

/**
 * Has a realm save the events that tell what became of a login: those of users, and those of admins. Whatever type is saved stays
 * so. {@code REFRESH_TOKEN} is not among them: it would be a row for each refresh, and we count these ourselves.
 */
final class EventSaving {

    /** What is needed, each with a reason in {@code docs/tutorial/observe-to-enforce.md}. */
    static final List<EventType> NEEDED = List.of(
            EventType.LOGIN,
            EventType.LOGIN_ERROR,
            EventType.LOGOUT,
            EventType.CODE_TO_TOKEN_ERROR,
            EventType.REFRESH_TOKEN_ERROR,
            EventType.REVOKE_GRANT,
            EventType.UPDATE_CREDENTIAL,
            EventType.REMOVE_CREDENTIAL);

    private final RealmModel realm;
    private final Mending mending;

    EventSaving(RealmModel realm, Mending mending) {
        this.realm = realm;
        this.mending = mending;
    }

    /** Turns on what is off. */
    void mend() {
        mending.mend("Saving of user events", realm.isEventsEnabled(), true, realm::setEventsEnabled);
        mending.mend("Saving of admin events", realm.isAdminEventsEnabled(), true, realm::setAdminEventsEnabled);
        Set<String> saved = realm.getEnabledEventTypesStream().collect(Collectors.toCollection(TreeSet::new));
        if (saved.isEmpty()) { // to Keycloak that means those that it saves by default
            Arrays.stream(EventType.values())
                    .filter(EventType::isSaveByDefault)
                    .map(EventType::name)
                    .forEach(saved::add);
        }
        Set<String> missing = NEEDED.stream().map(EventType::name).collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(saved);
        if (!missing.isEmpty()) {
            saved.addAll(missing);
            realm.setEnabledEventTypes(saved);
            mending.note("Events of these types are saved too: %s.".formatted(String.join(", ", missing)));
        }
    }
}
