package dev.tokenfamily.admin;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.managers.RealmManager;

/** What the tokens of our console page may carry, whatever its user may do: the client's scopes, its mappers, its roles. */
final class ConsoleScopes {

    /** The optional client scope that the page asks for in a fresh login, to write a policy. It carries no role (ADR 22). */
    static final String POLICY = "token-family-policy";

    /** The roles that the page's calls need, in each realm that it can administer. */
    static final List<String> ROLES = List.of(
            AdminRoles.VIEW_USERS,
            AdminRoles.QUERY_USERS,
            AdminRoles.MANAGE_USERS,
            AdminRoles.VIEW_REALM,
            AdminRoles.VIEW_CLIENTS,
            AdminRoles.QUERY_CLIENTS,
            AdminRoles.VIEW_EVENTS);

    /**
     * The client scopes that give its tokens their claims. Keycloak has the last one, and asks for it, from 26.8.2 on. Without
     * {@code basic}, and so without {@code sub}, an access token names no roles, which would be those in every realm: Keycloak's
     * admin resources then take them from the user and the client, as they do for lightweight tokens ({@code
     * AuthenticationManager.resolveLightweightAccessTokenRoles}).
     */
    private static final List<String> CLAIMS = List.of("profile", "web-origins", "kc-admin-api");

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Mending mending;
    private final PageScopes scopes;

    ConsoleScopes(KeycloakSession session, RealmModel realm, Mending mending) {
        this.session = session;
        this.realm = realm;
        this.mending = mending;
        this.scopes = new PageScopes(realm, mending);
    }

    /** Without {@code offline_access}, and without whatever the realm gives to its clients by default. */
    void mend(ClientModel client) {
        scopes.mend(client, CLAIMS, Map.of(POLICY, policyScope()), roles());
    }

    private ClientScopeModel policyScope() {
        String who = "The client scope '%s'".formatted(POLICY);
        @Nullable ClientScopeModel scope = KeycloakModelUtils.getClientScopeByName(realm, POLICY);
        if (scope == null) {
            scope = realm.addClientScope(POLICY);
            scope.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
            scope.setDescription("Lets the page of the token families write client policies, right after a login.");
            scope.setDisplayOnConsentScreen(false);
            scope.setIncludeInTokenScope(true);
            mending.note(who + " is added.");
        }
        mending.mend(
                who + ": 'include.in.token.scope'", scope.isIncludeInTokenScope(), true, scope::setIncludeInTokenScope);
        scopes.removeMappers(who, scope);
        scopes.mendRoles(who, scope, Set.of());
        return scope;
    }

    /** In master those over every realm, each of which has a client there; elsewhere those over the realm itself. */
    private Set<RoleModel> roles() {
        Set<RoleModel> roles = new LinkedHashSet<>();
        try (Stream<RealmModel> administered =
                RealmManager.isAdministrationRealm(realm) ? session.realms().getRealmsStream() : Stream.of(realm)) {
            administered
                    .map(each -> RealmManager.isAdministrationRealm(realm)
                            ? each.getMasterAdminClient()
                            : realm.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID))
                    .filter(Objects::nonNull)
                    .forEach(client -> ROLES.stream()
                            .map(client::getRole)
                            .filter(Objects::nonNull)
                            .forEach(roles::add));
        }
        return roles;
    }
}
