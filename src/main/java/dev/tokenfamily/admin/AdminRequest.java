package dev.tokenfamily.admin;

import dev.tokenfamily.family.Address;
import dev.tokenfamily.family.Selection;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * A request of an admin whom Keycloak has authenticated: in which realm, and what he may do there. Where the realm uses
 * fine-grained admin permissions, an admin may have rights over single users only, and must name one of them.
 */
public final class AdminRequest {

    /** The resource type of our admin events. */
    private static final String RESOURCE_TYPE = "TOKEN_FAMILY";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator permissions;
    private final AdminEventBuilder event;

    /** As Keycloak hands it over. */
    public AdminRequest(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator permissions, AdminEventBuilder event) {
        this.session = session;
        this.realm = realm;
        this.permissions = permissions;
        this.event = event;
    }

    AdminPermissionEvaluator permissions() {
        return permissions;
    }

    RealmModel realm() {
        return realm;
    }

    /** Of these users' families; of all users where none is named. */
    void requireView(@Nullable String userId) {
        if (userId == null) {
            permissions.users().requireView();
        } else {
            permissions.users().requireView(namedUser(userId));
        }
    }

    /** The same, for whoever wants to end them. */
    void requireManage(@Nullable String userId) {
        if (userId == null) {
            permissions.users().requireManage();
        } else {
            permissions.users().requireManage(namedUser(userId));
        }
    }

    /** As in Keycloak's {@code UsersResource}: whoever may not search must not learn who exists. */
    private UserModel namedUser(String userId) {
        UserModel user = user(userId);
        if (user == null) {
            throw permissions.users().canQuery() ? new NotFoundException("User not found") : new ForbiddenException();
        }
        return user;
    }

    /** The user of a family that is there, though perhaps the user is not any more. */
    void requireViewOf(String userId) {
        requireView(user(userId) == null ? null : userId);
    }

    /** The same, for whoever wants to end it. */
    void requireManageOf(String userId) {
        requireManage(user(userId) == null ? null : userId);
    }

    private @Nullable UserModel user(String userId) {
        return session.users().getUserById(realm, userId);
    }

    /** In this realm. Any of them may be missing; the client is named by its {@code client_id}. */
    Selection selection(@Nullable String userId, @Nullable String clientId, @Nullable String sessionId) {
        return Selection.matching(
                realm.getId(),
                userId,
                clientId == null ? null : client(clientId).getId(),
                sessionId);
    }

    /** By its {@code client_id}; 404 where nobody has it. */
    ClientModel client(String clientId) {
        ClientModel client = realm.getClientByClientId(clientId);
        if (client == null) {
            throw new NotFoundException("Could not find client");
        }
        return client;
    }

    /** The {@code client_id} of a client; null where it is gone. */
    @Nullable
    String clientId(String internalId) {
        ClientModel client = realm.getClientById(internalId);
        return client == null ? null : client.getClientId();
    }

    /** Tells what the admin has done here. An address that the column does not hold would fail what is done already. */
    void done(OperationType operation, @Nullable Object representation) {
        event.operation(operation)
                .authIpAddress(Address.of(session.getContext().getConnection().getRemoteHost()))
                .resource(RESOURCE_TYPE)
                .resourcePath(session.getContext().getUri())
                .representation(representation)
                .success();
    }
}
