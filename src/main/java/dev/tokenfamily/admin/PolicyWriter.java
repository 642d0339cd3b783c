package dev.tokenfamily.admin;

import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.services.managers.RealmManager;
import org.keycloak.services.resources.admin.AdminAuth;

/**
 * Who may write client policies and webhooks: holders of {@code manage-realm}. The tokens of our console page never carry that
 * role, so that a script in the page has nothing to take to Keycloak's own resources. They may nevertheless, for their user,
 * while they have the scope for it and the user has just logged in (ADR 22).
 */
final class PolicyWriter {

    /** How long after a login the page may write, seconds. */
    private static final int FRESH = 5 * 60;

    private final AdminAuth auth;
    private final AdminRequest admin;

    PolicyWriter(AdminRequest admin) {
        this.admin = admin;
        this.auth = admin.permissions().adminAuth();
    }

    /**
     * Refuses whoever may not write client policies and webhooks of the realm.
     *
     * @throws ForbiddenException 403
     * @throws ErrorResponseException 401, {@code login_required}, for a token of our page that is not fresh
     */
    void require() {
        AccessToken token = auth.getToken();
        if (!ConsoleClient.is(auth.getRealm(), auth.getClient())) {
            admin.permissions().realm().requireManageRealm();
            return;
        }
        if (!userManagesRealm()) {
            throw new ForbiddenException();
        }
        if (!hasScope(token) || !isFresh(token)) {
            throw new ErrorResponseException(
                    "login_required",
                    "This needs the scope '%s' and a login that is not older than %d minutes"
                            .formatted(ConsoleScopes.POLICY, FRESH / 60),
                    Response.Status.UNAUTHORIZED);
        }
    }

    /** As Keycloak's {@code MgmtPermissions} finds the role, but of the user: an admin of another realm was refused before. */
    private boolean userManagesRealm() {
        RealmModel realm = admin.realm();
        ClientModel roles = RealmManager.isAdministrationRealm(auth.getRealm())
                ? realm.getMasterAdminClient()
                : realm.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID);
        RoleModel manages = roles == null ? null : roles.getRole(AdminRoles.MANAGE_REALM);
        return manages != null && auth.getUser().hasRole(manages);
    }

    private static boolean hasScope(AccessToken token) {
        return Arrays.asList(Objects.requireNonNullElse(token.getScope(), "").split(" ", -1))
                .contains(ConsoleScopes.POLICY);
    }

    private boolean isFresh(AccessToken token) {
        @Nullable Integer authenticated = admin.authenticatedAt(auth.getRealm(), token.getSessionId());
        return authenticated != null && Time.currentTimeSeconds() - authenticated <= FRESH;
    }
}
