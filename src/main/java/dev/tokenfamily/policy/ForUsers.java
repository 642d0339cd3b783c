package dev.tokenfamily.policy;

import java.util.List;

/**
 * Which users a policy governs: those who have one of the roles, or are in one of the groups (ADR 31). Of what is not there,
 * nobody has any.
 *
 * @param roles of the realm by their names, of clients as {@code client.role}
 * @param groups by their paths, such as {@code /staff/admins}
 */
public record ForUsers(List<String> roles, List<String> groups) {

    /** All users: neither a role nor a group is named. */
    public static final ForUsers ALL = new ForUsers(List.of(), List.of());

    /** Takes copies, so that they never change. */
    public ForUsers {
        roles = List.copyOf(roles);
        groups = List.copyOf(groups);
    }

    /** Whether it is for everybody. */
    public boolean everybody() {
        return roles.isEmpty() && groups.isEmpty();
    }

    /** Who that is, in English, as it reads after "applies to". */
    String inWords() {
        String having = quoted("users with the role ", roles);
        String in = quoted("users in the group ", groups);
        return having.isEmpty() || in.isEmpty() ? having + in : having + " and " + in;
    }

    private static String quoted(String before, List<String> names) {
        return names.isEmpty() ? "" : before + "'" + String.join("' or '", names) + "'";
    }
}
