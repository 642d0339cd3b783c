package dev.tokenfamily.admin;

import dev.tokenfamily.policy.PolicyReport;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.services.ErrorResponse;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** {@code /admin/realms/{realm}/token-families}, for an admin whom Keycloak has authenticated. */
public final class TokenFamiliesResource {

    private final RealmModel realm;
    private final AdminPermissionEvaluator permissions;
    private final Function<ClientModel, PolicyReport> reports;

    /** Of one realm, with the permissions of one admin. */
    public TokenFamiliesResource(
            RealmModel realm, AdminPermissionEvaluator permissions, Function<ClientModel, PolicyReport> reports) {
        this.realm = realm;
        this.permissions = permissions;
        this.reports = reports;
    }

    /**
     * The policy that governs a client's refreshes, where it came from, and what is unsafe about it. Needs
     * {@code view-realm}; 400 without a client id, 404 if no client has it.
     */
    @GET
    @Path("policy")
    @Produces(MediaType.APPLICATION_JSON)
    public PolicyRepresentation policy(@QueryParam("clientId") @Nullable String clientId) {
        permissions.realm().requireViewRealm();
        if (clientId == null || clientId.isBlank()) {
            throw ErrorResponse.error("The parameter 'clientId' is missing", Response.Status.BAD_REQUEST);
        }
        ClientModel client = realm.getClientByClientId(clientId);
        if (client == null) {
            throw new NotFoundException("Could not find client");
        }
        return PolicyRepresentation.of(client.getClientId(), reports.apply(client));
    }
}
