package dev.tokenfamily.revocation;

import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.keycloak.events.Event;
import org.keycloak.events.admin.AdminEvent;

/** All that an event can end, which cannot be read any closer. */
final class WidestRevocation {

    private WidestRevocation() {}

    /** The families of its user, or else of its session; of the realm where it names neither. */
    static List<Revocation> of(Event event) {
        String realmId = event.getRealmId();
        if (event.getUserId() != null) {
            return revocations(new Selection.OfUser(realmId, event.getUserId()));
        }
        return event.getSessionId() == null
                ? ofRealm(realmId)
                : revocations(new Selection.OfUserSession(realmId, event.getSessionId()));
    }

    /**
     * The families of whom or what its path begins with; of the realm where that is something else. Slashes that a path does
     * not need are no part of it, as in {@link AdminAct}.
     */
    static List<Revocation> of(AdminEvent event) {
        String realmId = event.getRealmId();
        String[] path = Objects.requireNonNullElse(event.getResourcePath(), "")
                .replaceAll("^/+|/+$", "")
                .split("/+", -1);
        if (path.length < 2) {
            return ofRealm(realmId);
        }
        return switch (path[0]) {
            case "users" -> revocations(new Selection.OfUser(realmId, path[1]));
            case "clients" -> revocations(new Selection.OfClient(realmId, path[1]));
            case "sessions" -> revocations(new Selection.OfUserSession(realmId, path[1]));
            default -> ofRealm(realmId);
        };
    }

    /** All families of a user. */
    static SelectionRevocation ofUser(String realmId, String userId) {
        return new SelectionRevocation(new Selection.OfUser(realmId, userId), RevocationReason.UNREADABLE);
    }

    private static List<Revocation> ofRealm(String realmId) {
        return revocations(
                new Selection.OfSessionsOfRealm(realmId, false), new Selection.OfSessionsOfRealm(realmId, true));
    }

    private static List<Revocation> revocations(Selection... selections) {
        return Stream.of(selections)
                .<Revocation>map(selection -> new SelectionRevocation(selection, RevocationReason.UNREADABLE))
                .toList();
    }
}
