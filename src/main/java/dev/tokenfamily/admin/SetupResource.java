package dev.tokenfamily.admin;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;

/**
 * {@code setup}: what a realm needs besides the JAR. Needs {@code manage-realm} and {@code manage-clients}, which no token of our
 * console page has. Can be repeated, and must be in {@code master} when a realm has been added.
 */
@Produces(MediaType.APPLICATION_JSON)
public final class SetupResource {

    private final AdminRequest admin;
    private final KeycloakSession session;

    /** Serves one request of that admin. */
    public SetupResource(AdminRequest admin, KeycloakSession session) {
        this.admin = admin;
        this.session = session;
    }

    /**
     * Has events saved, adds or mends the clients of our pages, the role for global revocation, and what tells clients how long
     * their refresh tokens last; or tells what that would change.
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public SetupOutcomeRepresentation setUp(InputStream body) throws IOException {
        admin.permissions().realm().requireManageRealm();
        admin.permissions().clients().requireManage();
        SetupRequest request = SetupRequest.read(body);
        Mending mending = new Mending();
        if (request.events()) {
            new EventSaving(admin.realm(), mending).mend();
        }
        if (request.console()) {
            ConsoleClient.mend(session, admin.realm(), mending);
        }
        if (request.account()) {
            SignInsClient.mend(session, admin.realm(), mending);
        }
        if (request.globalRevocation()) {
            GlobalRevocationRole.mend(session, admin.realm(), mending);
        }
        if (request.lifetimes()) {
            new LifetimesScope(admin.realm(), mending).mend();
        }
        SetupOutcomeRepresentation answer = new SetupOutcomeRepresentation(mending.changes());
        if (request.dryRun()) {
            admin.undo();
        } else if (!answer.changes().isEmpty()) {
            admin.sendEvent(OperationType.UPDATE, answer);
        }
        return answer;
    }
}
