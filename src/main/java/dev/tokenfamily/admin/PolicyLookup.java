package dev.tokenfamily.admin;

import dev.tokenfamily.clientpolicy.PolicyReports;
import dev.tokenfamily.policy.PolicyReport;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.ErrorResponse;

/** Looks up which policy governs the refreshes of a client, of all its users or of one. */
public final class PolicyLookup {

    private final AdminRequest admin;
    private final PolicyReports policies;

    /** For one request of that admin, who gets those reports. */
    public PolicyLookup(AdminRequest admin, PolicyReports policies) {
        this.admin = admin;
        this.policies = policies;
    }

    /**
     * Who governs, and what is unsafe about it. Needs {@code view-realm}, and for one user also to view that one: the answer
     * says which roles and groups the user has.
     *
     * @throws org.keycloak.services.ErrorResponseException 400 where the client is missing
     */
    PolicyRepresentation of(MultivaluedMap<String, String> query) {
        admin.permissions().realm().requireViewRealm();
        QueryParameters parameters = new QueryParameters(query, Set.of(QueryParameters.CLIENT, QueryParameters.USER));
        String clientId = parameters.text(QueryParameters.CLIENT);
        if (clientId == null) {
            throw ErrorResponse.error("The parameter 'clientId' is missing", Response.Status.BAD_REQUEST);
        }
        @Nullable String userId = parameters.text(QueryParameters.USER);
        @Nullable UserModel user = userId == null ? null : admin.viewable(userId);
        ClientModel client = admin.client(clientId);
        PolicyReport report = policies.report(client);
        return user == null
                ? PolicyRepresentation.of(client.getClientId(), report)
                : PolicyRepresentation.of(
                        client.getClientId(), user.getId(), report, policies.whether(client.getRealm(), user));
    }
}
