package dev.tokenfamily.admin;

import dev.tokenfamily.family.Address;
import dev.tokenfamily.family.FamilyQueries;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.family.UserId;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
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

    /** The request of which Keycloak hands over these: its session, its realm, what the admin may do, and the admin event. */
    public AdminRequest(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator permissions, AdminEventBuilder event) {
        this.session = session;
        this.realm = realm;
        this.permissions = permissions;
        this.event = event;
    }

    /** What the admin may do besides what is asked here. */
    AdminPermissionEvaluator permissions() {
        return permissions;
    }

    /** The realm in the path. */
    RealmModel realm() {
        return realm;
    }

    /**
     * Refuses whoever may not see the families of a user.
     *
     * @param userId named by the admin; null for all users
     * @throws ForbiddenException 403
     * @throws NotFoundException 404, where there is no such user and the admin may know that
     */
    void requireView(@Nullable String userId) {
        if (userId == null) {
            permissions.users().requireView();
        } else {
            viewable(userId);
        }
    }

    /**
     * The user with that id, whom the admin may view.
     *
     * @throws ForbiddenException 403
     * @throws NotFoundException 404, where there is no such user and the admin may know that
     */
    UserModel viewable(String userId) {
        UserModel user = namedUser(userId);
        permissions.users().requireView(user);
        return user;
    }

    /**
     * Refuses whoever may not end the families of a user.
     *
     * @param userId named by the admin; null for all users
     * @throws ForbiddenException 403
     * @throws NotFoundException 404, where there is no such user and the admin may know that
     */
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

    /** What tells the names of users. */
    Usernames usernames(FamilyQueries queries) {
        return new Usernames(session, realm, queries);
    }

    /**
     * The id of the user with that name, of whom the admin may see the families. Names can be guessed: whoever may not see all
     * users is answered the same for somebody else and for nobody.
     *
     * @param username in any case, as Keycloak finds users
     * @throws ForbiddenException 403
     * @throws NotFoundException 404, where there is no such user and the admin may see all users
     */
    String viewableUser(String username) {
        UserModel user = session.users().getUserByUsername(realm, username);
        if (user == null) {
            permissions.users().requireView();
            throw new NotFoundException("User not found");
        }
        permissions.users().requireView(user);
        return user.getId();
    }

    /**
     * Refuses whoever may not see the families of a user, 403.
     *
     * @param userId of a family that is there, though perhaps the user is not any more; then all users' count
     */
    void requireViewOfOwner(String userId) {
        requireView(user(userId) == null ? null : userId);
    }

    /**
     * Refuses whoever may not end the families of a user, 403.
     *
     * @param userId of a family that is there, though perhaps the user is not any more; then all users' count
     */
    void requireManageOfOwner(String userId) {
        requireManage(user(userId) == null ? null : userId);
    }

    private @Nullable UserModel user(String userId) {
        return UserId.isPossible(userId) ? session.users().getUserById(realm, userId) : null;
    }

    /**
     * What matches all that is given, in this realm; 404 where there is no such client.
     *
     * @param userId null for all users
     * @param clientId the {@code client_id}; null for all clients
     * @param sessionId null for all sessions
     */
    Selection selection(@Nullable String userId, @Nullable String clientId, @Nullable String sessionId) {
        return Selection.matching(
                realm.getId(),
                userId,
                clientId == null ? null : client(clientId).getId(),
                sessionId);
    }

    /**
     * What the query selects by user, client and session, if the admin may see the families of that user; 404 where there is no
     * such client.
     *
     * @throws ForbiddenException 403
     * @throws NotFoundException 404, where there is no such user and the admin may know that
     */
    Selection visible(QueryParameters query) {
        String userId = query.text(QueryParameters.USER);
        requireView(userId);
        return selection(userId, query.text(QueryParameters.CLIENT), query.text(QueryParameters.SESSION));
    }

    /** The client with that {@code client_id}; 404 where there is none. */
    ClientModel client(String clientId) {
        ClientModel client = realm.getClientByClientId(clientId);
        if (client == null) {
            throw new NotFoundException("Could not find client");
        }
        return client;
    }

    /** The {@code client_id} of the client with that internal id; null where the client is gone. */
    @Nullable
    String clientId(String internalId) {
        ClientModel client = realm.getClientById(internalId);
        return client == null ? null : client.getClientId();
    }

    /**
     * When the user of a session last logged in, epoch seconds; null where nobody knows.
     *
     * @param home the realm of the session
     * @param sessionId null where a token is of no session
     */
    @Nullable
    Integer authenticatedAt(RealmModel home, @Nullable String sessionId) {
        UserSessionModel login = sessionId == null ? null : session.sessions().getUserSession(home, sessionId);
        String time = login == null ? null : login.getNote(AuthenticationManager.AUTH_TIME);
        return time == null ? null : Integer.valueOf(time);
    }

    /**
     * The name of a user of whatever realm: admins need not be users of the realm that they administer.
     *
     * @return null where the user or the realm is gone, or not known
     */
    @Nullable
    String username(@Nullable String realmId, @Nullable String userId) {
        RealmModel home = realmId == null ? null : session.realms().getRealm(realmId);
        UserModel user = home == null || userId == null ? null : session.users().getUserById(home, userId);
        return user == null ? null : user.getUsername();
    }

    /** Has all that this request does undone when it ends, for a dry run. */
    void undo() {
        session.getTransactionManager().setRollbackOnly();
    }

    /**
     * Sends the admin event of what has been done. An address that the column cannot hold would fail what is done already, so
     * it is sent as {@link Address} has it.
     *
     * @param representation of what has been done, as JSON; null where the path says all
     */
    void sendEvent(OperationType operation, @Nullable Object representation) {
        event.operation(operation)
                .authIpAddress(Address.of(session.getContext().getConnection().getRemoteHost()))
                .resource(RESOURCE_TYPE)
                .resourcePath(session.getContext().getUri())
                .representation(representation)
                .success();
    }
}
