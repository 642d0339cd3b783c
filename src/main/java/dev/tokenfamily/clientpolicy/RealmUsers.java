package dev.tokenfamily.clientpolicy;

import dev.tokenfamily.policy.ForUsers;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Who has the roles of a realm, and who is in its groups, as Keycloak itself answers that: a role that comes with another one or
 * with a group counts, and so does a group below the one that is named.
 */
public record RealmUsers(KeycloakSession session, RealmModel realm) {

    /** Whether that user is one of those. */
    public boolean includes(ForUsers users, UserModel user) {
        return users.everybody()
                || users.roles().stream().anyMatch(name -> has(user, role(name)))
                || users.groups().stream().anyMatch(path -> isIn(user, group(path)));
    }

    /** Whether all that is named is there. */
    boolean knows(ForUsers users) {
        return users.roles().stream().allMatch(name -> role(name) != null)
                && users.groups().stream().allMatch(path -> group(path) != null);
    }

    private static boolean has(UserModel user, @Nullable RoleModel role) {
        return role != null && user.hasRole(role);
    }

    private static boolean isIn(UserModel user, @Nullable GroupModel group) {
        return group != null && user.isMemberOf(group);
    }

    /** As Keycloak's own condition {@code client-updater-source-roles} reads the name. */
    private @Nullable RoleModel role(String name) {
        return KeycloakModelUtils.getRoleFromString(session, realm, name);
    }

    private @Nullable GroupModel group(String path) {
        return KeycloakModelUtils.findGroupByPath(session, realm, path);
    }
}
