package dev.tokenfamily.selfservice;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.UserModel;

/**
 * Actions that were begun and wait for the login that confirms them, for some minutes, among Keycloak's single-use objects, which
 * all nodes share. Each is bound to its realm, its user and the login session that began it, and is done once.
 */
final class WaitingActions {

    /** For so long an action waits. */
    static final int LIFESPAN_SECONDS = 600;

    private static final int ID_BYTES = 32;

    private static final String USER = "user";
    private static final String SESSION = "session";
    private static final String BEGUN = "begun";

    private final SingleUseObjectProvider objects;
    private final String realmId;

    /** Those of that realm. */
    WaitingActions(KeycloakSession session, RealmModel realm) {
        this.objects = session.singleUseObjects();
        this.realmId = realm.getId();
    }

    /**
     * An action that waits.
     *
     * @param id 43 characters that nobody can guess
     * @param userId who began it
     * @param sessionId of the login from which it was begun
     * @param begunAt epoch seconds, by the clock of the node
     */
    record Waiting(String id, WantedAction action, String userId, String sessionId, long begunAt) {

        /** Whether that user began it in that login session. */
        boolean isOf(UserModel user, String session) {
            return userId.equals(user.getId()) && sessionId.equals(session);
        }
    }

    /** Begins an action of that caller. */
    Waiting begin(WantedAction action, Caller caller) {
        String id = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(SecretGenerator.getInstance().randomBytes(ID_BYTES));
        Waiting waiting =
                new Waiting(id, action, caller.user().getId(), caller.session().getId(), Time.currentTimeSeconds());
        Map<String, String> kept = new HashMap<>(action.write());
        kept.put(USER, waiting.userId());
        kept.put(SESSION, waiting.sessionId());
        kept.put(BEGUN, Long.toString(waiting.begunAt()));
        objects.put(key(id), LIFESPAN_SECONDS, kept);
        return waiting;
    }

    /** The action with that id; empty where none waits (any more). */
    Optional<Waiting> find(String id) {
        return isId(id) ? read(id, objects.get(key(id))).filter(WaitingActions::isInTime) : Optional.empty();
    }

    /** Keycloak drops it by another clock than that by which it was begun. */
    private static boolean isInTime(Waiting waiting) {
        return Time.currentTimeSeconds() <= waiting.begunAt() + LIFESPAN_SECONDS;
    }

    /** Takes the action, which nobody finds from then on; empty where somebody else has taken it, or none waits. */
    Optional<Waiting> take(String id) {
        return isId(id) ? read(id, objects.remove(key(id))) : Optional.empty();
    }

    /** Notes that its user has logged in for this action, and has confirmed it. */
    void confirm(Waiting waiting) {
        objects.put(confirmation(waiting.id()), LIFESPAN_SECONDS, Map.of());
    }

    /** Whether that was noted. */
    boolean isConfirmed(Waiting waiting) {
        return objects.contains(confirmation(waiting.id()));
    }

    private static Optional<Waiting> read(String id, @Nullable Map<String, String> kept) {
        return kept == null
                ? Optional.empty()
                : WantedAction.read(kept)
                        .map(action -> new Waiting(
                                id,
                                action,
                                kept.getOrDefault(USER, ""),
                                kept.getOrDefault(SESSION, ""),
                                Long.parseLong(kept.getOrDefault(BEGUN, "0"))));
    }

    private static boolean isId(String id) {
        return id.matches("[A-Za-z0-9_-]{43}");
    }

    private String key(String id) {
        return "token-family-action." + realmId + "." + id;
    }

    private String confirmation(String id) {
        return key(id) + ".confirmed";
    }
}
