package dev.tokenfamily.admin;

import dev.tokenfamily.selfservice.ActionConfirmation;
import dev.tokenfamily.selfservice.OwnClient;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AccountRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;

/**
 * The client by which users log in to the page of their own sign-ins (ADR 27). Its tokens carry the role to look at the own account,
 * and no other, whatever else the user may do: with {@code manage-account} in it, a stolen one would end the user's sessions by
 * Keycloak's own account API, without any login.
 */
final class SignInsClient {

    /** {@code basic} gives the token its user and the time of the login, {@code roles} the roles and the audience. */
    private static final List<String> CLAIMS = List.of("basic", "profile", "roles", "web-origins");

    private static final List<String> ROLES = List.of(AccountRoles.VIEW_PROFILE);

    private static final PageClient.Page PAGE = new PageClient.Page(
            new ExtensionClient.Identity(OwnClient.ID, OwnClient.OURS, "My sign-ins", ExtensionClient.Use.LOGIN),
            Constants.AUTH_BASE_URL_PROP,
            OwnClient.PAGE);

    private SignInsClient() {}

    /**
     * Adds the client to that realm, or makes it what it should be, and adds the required action by which users confirm what they change,
     * unless it is there; what is mended is noted there.
     */
    static void mend(KeycloakSession session, RealmModel realm, Mending mending) {
        PageScopes scopes = new PageScopes(realm, mending);
        new PageClient(session, realm, mending, PAGE, client -> scopes.mend(client, CLAIMS, Map.of(), roles(realm)))
                .mend();
        if (ActionConfirmation.register(realm)) {
            mending.note("The required action '%s' is added.".formatted(ActionConfirmation.ID));
        }
    }

    private static Set<RoleModel> roles(RealmModel realm) {
        Set<RoleModel> roles = new LinkedHashSet<>();
        @Nullable ClientModel account = realm.getClientByClientId(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID);
        for (String name : ROLES) {
            @Nullable RoleModel role = account == null ? null : account.getRole(name);
            if (role != null) {
                roles.add(role);
            }
        }
        return roles;
    }
}
