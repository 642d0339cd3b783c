package dev.tokenfamily.revocation;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;

/**
 * What an admin did that may end families, as the admin event tells it: also where the path has more slashes than it needs,
 * which JAX-RS takes for none. What Keycloak's own tables show is noticed by {@link ModelListener}, whatever the event says.
 *
 * @param ids of whom or what, as they stand in the path
 */
record AdminAct(Kind kind, List<String> ids) {

    /** What admins do, by the operation and the path below {@code /admin/realms/{realm}/}. */
    enum Kind {
        /** A session was ended, online or offline; the id is the session's. */
        SESSION_ENDED(OperationType.DELETE, "sessions/+([^/]+)"),
        /** All users of the realm were logged out. */
        ALL_LOGGED_OUT(OperationType.ACTION, "logout-all"),
        /** A user was logged out; the id is the user's. */
        USER_LOGGED_OUT(OperationType.ACTION, "users/+([^/]+)/+logout"),
        /** A user's password was reset, or a credential removed; the id is the user's. */
        CREDENTIAL_CHANGED(OperationType.ACTION, "users/+([^/]+)/+(?:reset-password|credentials/+[^/]+)"),
        /** A user's consent was withdrawn; the ids are the user's and the {@code client_id}. */
        CONSENT_WITHDRAWN(OperationType.ACTION, "users/+([^/]+)/+consents/+(.*[^/])"),
        /** The realm itself was updated. */
        REALM_UPDATED(OperationType.UPDATE, ""),
        /** A user was updated; the id is the user's. */
        USER_UPDATED(OperationType.UPDATE, "users/+([^/]+)"),
        /** A client was updated; the id is its internal one. */
        CLIENT_UPDATED(OperationType.UPDATE, "clients/+([^/]+)");

        private final OperationType operation;
        private final Pattern path;

        Kind(OperationType operation, String path) {
            this.operation = operation;
            this.path = Pattern.compile("/*" + path + "/*");
        }

        private Stream<AdminAct> match(AdminEvent event) {
            Matcher matcher = path.matcher(Objects.requireNonNullElse(event.getResourcePath(), ""));
            boolean fits = operation == event.getOperationType()
                    && matcher.matches()
                    && (this != REALM_UPDATED || event.getResourceType() == ResourceType.REALM);
            return fits ? Stream.of(new AdminAct(this, groups(matcher))) : Stream.empty();
        }

        private static List<String> groups(Matcher matched) {
            return IntStream.rangeClosed(1, matched.groupCount())
                    .mapToObj(matched::group)
                    .toList();
        }
    }

    /** What that event tells of; empty where that may end no family. */
    static Optional<AdminAct> read(AdminEvent event) {
        return Arrays.stream(Kind.values()).flatMap(kind -> kind.match(event)).findFirst();
    }

    /** The first id in the path. */
    String id() {
        return ids.get(0);
    }
}
