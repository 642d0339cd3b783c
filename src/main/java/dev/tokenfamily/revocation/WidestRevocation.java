package dev.tokenfamily.revocation;

import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.revocation.Revocation.SelectionRevocation;
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
            return revocations(Selection.ofUser(realmId, event.getUserId()));
        }
        return event.getSessionId() == null
                ? ofRealm(realmId)
                : revocations(Selection.ofUserSession(realmId, event.getSessionId()));
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
            case "users" -> revocations(Selection.ofUser(realmId, path[1]));
            case "clients" -> revocations(Selection.ofClient(realmId, path[1]));
            case "sessions" -> revocations(Selection.ofUserSession(realmId, path[1]));
            default -> ofRealm(realmId);
        };
    }

    /** All families of a user. */
    static SelectionRevocation ofUser(String realmId, String userId) {
        return new SelectionRevocation(Selection.ofUser(realmId, userId), RevocationReason.UNREADABLE);
    }

    private static List<Revocation> ofRealm(String realmId) {
        return revocations(Selection.ofSessions(realmId, false), Selection.ofSessions(realmId, true));
    }

    private static List<Revocation> revocations(Selection... selections) {
        return Stream.of(selections)
                .<Revocation>map(selection -> new SelectionRevocation(selection, RevocationReason.UNREADABLE))
                .toList();
    }
}
