package dev.tokenfamily.live.revocation;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.Ending;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A way in which somebody ends what families live on.
 *
 * @param reason that the family's row has then
 * @param act by which it ends
 * @param redo by which an admin makes it as it was, as far as that can be
 * @param kin which other families end with it
 */
record Surface(
        String name,
        String reason,
        BiFunction<SurfaceScene, Tokens, Ending> act,
        BiFunction<SurfaceScene, Tokens, Ending> redo,
        Set<Kin> kin) {

    /** Other families, as seen from one of alice in a session at an app. */
    enum Kin {
        /** At another client, in the same session. */
        OTHER_APP,
        OTHER_SESSION,
        OFFLINE_SESSION,
        OTHER_USER
    }

    private static Surface of(String name, String reason, BiFunction<SurfaceScene, Tokens, Ending> act, Kin... kin) {
        return new Surface(name, reason, act, (scene, tokens) -> scene.updateRealm("enabled", true), set(kin));
    }

    private Surface undoneBy(BiFunction<SurfaceScene, Tokens, Ending> undo) {
        return new Surface(name, reason, act, undo, kin);
    }

    private static Set<Kin> set(Kin... kin) {
        Set<Kin> set = EnumSet.noneOf(Kin.class);
        set.addAll(List.of(kin));
        return set;
    }

    /** All of them. */
    static List<Surface> all() {
        List<Surface> all = new ArrayList<>(sessionsAndConsents());
        all.addAll(credentials());
        all.addAll(disabledAndNotBefore());
        all.addAll(tokenFamilies());
        all.addAll(spelledOtherwise());
        all.addAll(withoutAnEvent());
        return all;
    }

    private static List<Surface> sessionsAndConsents() {
        return List.of(
                of(
                        "the client gives a token back",
                        "TOKEN_REVOCATION",
                        (scene, tokens) -> Ending.byClient(scene.app(), "revoke", "token", tokens.refresh())),
                of(
                        "the client logs the user out",
                        "SESSION_ENDED",
                        (scene, tokens) -> Ending.byClient(scene.app(), "logout", "refresh_token", tokens.refresh()),
                        Kin.OTHER_APP),
                of(
                        "the user ends one session",
                        "SESSION_ENDED",
                        (scene, tokens) -> scene.byUser("sessions/" + session(tokens), tokens),
                        Kin.OTHER_APP),
                of(
                        "the user ends all sessions",
                        "SESSION_ENDED",
                        (scene, tokens) -> scene.byUser("sessions?current=true", tokens),
                        Kin.OTHER_APP,
                        Kin.OTHER_SESSION,
                        Kin.OFFLINE_SESSION),
                of(
                        "the user ends all other sessions with a new factor",
                        "SESSION_ENDED",
                        (scene, tokens) -> scene.otherSessionsEnd(),
                        Kin.OTHER_APP,
                        Kin.OTHER_SESSION,
                        Kin.OFFLINE_SESSION),
                of(
                        "the user withdraws the consent",
                        "CONSENT_WITHDRAWN",
                        (scene, tokens) -> scene.byUser("applications/app/consent", tokens),
                        Kin.OTHER_SESSION,
                        Kin.OFFLINE_SESSION),
                of(
                        "an admin withdraws the consent",
                        "CONSENT_WITHDRAWN",
                        (scene, tokens) -> scene.byAdmin("DELETE", scene.user() + "/consents/app", Map.of()),
                        Kin.OTHER_SESSION,
                        Kin.OFFLINE_SESSION),
                of(
                        "an admin ends the session",
                        "SESSION_ENDED",
                        (scene, tokens) -> scene.byAdmin("DELETE", "/sessions/" + session(tokens), Map.of()),
                        Kin.OTHER_APP),
                of(
                        "an admin logs the user out",
                        "SESSION_ENDED",
                        (scene, tokens) -> scene.byAdmin("POST", scene.user() + "/logout", Map.of()),
                        Kin.OTHER_APP,
                        Kin.OTHER_SESSION,
                        Kin.OFFLINE_SESSION),
                of(
                        "an admin ends all sessions of the realm",
                        "SESSION_ENDED",
                        (scene, tokens) -> scene.byAdmin("POST", "/logout-all", Map.of()),
                        Kin.values()));
    }

    private static List<Surface> credentials() {
        return List.of(
                of(
                        "the user changes the password",
                        "CREDENTIAL_CHANGED",
                        (scene, tokens) -> scene.passwordChange(),
                        Kin.OTHER_SESSION,
                        Kin.OFFLINE_SESSION),
                of(
                        "an admin sets another password",
                        "CREDENTIAL_CHANGED",
                        (scene, tokens) -> scene.byAdmin(
                                "PUT",
                                scene.user() + "/reset-password",
                                Map.of("type", "password", "value", "alice", "temporary", false)),
                        Kin.OTHER_SESSION,
                        Kin.OFFLINE_SESSION),
                of(
                        "an admin removes a credential",
                        "CREDENTIAL_CHANGED",
                        (scene, tokens) ->
                                scene.byAdmin("DELETE", scene.user() + "/credentials/" + scene.passwordId(), Map.of()),
                        Kin.OTHER_SESSION,
                        Kin.OFFLINE_SESSION));
    }

    private static List<Surface> disabledAndNotBefore() {
        return List.of(
                of(
                                "an admin disables the user",
                                "USER_DISABLED",
                                (scene, tokens) -> scene.updateUser("enabled", false),
                                Kin.OTHER_APP,
                                Kin.OTHER_SESSION,
                                Kin.OFFLINE_SESSION)
                        .undoneBy((scene, tokens) -> scene.updateUser("enabled", true)),
                of(
                                "an admin disables the client",
                                "CLIENT_DISABLED",
                                (scene, tokens) -> scene.updateClient("enabled", false),
                                Kin.OTHER_SESSION,
                                Kin.OFFLINE_SESSION,
                                Kin.OTHER_USER)
                        .undoneBy((scene, tokens) -> scene.updateClient("enabled", true)),
                of(
                                "an admin revokes all tokens of the client",
                                "NOT_BEFORE",
                                (scene, tokens) -> scene.updateClient("notBefore", scene.soon()),
                                Kin.OTHER_SESSION,
                                Kin.OFFLINE_SESSION,
                                Kin.OTHER_USER)
                        .undoneBy((scene, tokens) -> scene.updateClient("notBefore", 0)),
                of(
                                "an admin revokes all tokens of the realm",
                                "NOT_BEFORE",
                                (scene, tokens) -> scene.updateRealm("notBefore", scene.soon()),
                                Kin.values())
                        .undoneBy((scene, tokens) -> scene.updateRealm("notBefore", 0)));
    }

    private static List<Surface> tokenFamilies() {
        return List.of(
                of(
                        "an admin revokes the families of the user",
                        "ADMIN",
                        (scene, tokens) -> scene.revokeFamilies("userId", scene.userId()),
                        Kin.OTHER_APP,
                        Kin.OTHER_SESSION,
                        Kin.OFFLINE_SESSION),
                of(
                        "an admin revokes the families of the client",
                        "ADMIN",
                        (scene, tokens) -> scene.revokeFamilies("clientId", "app"),
                        Kin.OTHER_SESSION,
                        Kin.OFFLINE_SESSION,
                        Kin.OTHER_USER),
                of(
                        "an admin revokes the families of the session",
                        "ADMIN",
                        (scene, tokens) -> scene.revokeFamilies("sessionId", session(tokens)),
                        Kin.OTHER_APP));
    }

    /** JAX-RS finds the same resources by these paths. */
    private static List<Surface> spelledOtherwise() {
        return List.of(
                of(
                        "an admin withdraws the consent/",
                        "CONSENT_WITHDRAWN",
                        (scene, tokens) -> scene.byAdmin("DELETE", scene.user() + "/consents/app/", Map.of()),
                        Kin.OTHER_SESSION,
                        Kin.OFFLINE_SESSION),
                of(
                        "an admin ends the session/",
                        "SESSION_ENDED",
                        (scene, tokens) -> scene.byAdmin("DELETE", "/sessions/" + session(tokens) + "/", Map.of()),
                        Kin.OTHER_APP),
                of(
                        "an admin logs the user out/",
                        "SESSION_ENDED",
                        (scene, tokens) -> scene.byAdmin("POST", scene.user() + "/logout/", Map.of()),
                        Kin.OTHER_APP,
                        Kin.OTHER_SESSION,
                        Kin.OFFLINE_SESSION),
                of(
                        "an admin ends all sessions of the realm/",
                        "SESSION_ENDED",
                        (scene, tokens) -> scene.byAdmin("POST", "/logout-all/", Map.of()),
                        Kin.values()),
                of(
                        "an admin sets another password/",
                        "CREDENTIAL_CHANGED",
                        (scene, tokens) -> scene.byAdmin(
                                "PUT",
                                scene.user() + "/reset-password/",
                                Map.of("type", "password", "value", "alice", "temporary", false)),
                        Kin.OTHER_SESSION,
                        Kin.OFFLINE_SESSION),
                of(
                                "an admin disables the user/",
                                "USER_DISABLED",
                                (scene, tokens) -> scene.byAdmin("PUT", scene.user() + "/", Map.of("enabled", false)),
                                Kin.OTHER_APP,
                                Kin.OTHER_SESSION,
                                Kin.OFFLINE_SESSION)
                        .undoneBy((scene, tokens) -> scene.updateUser("enabled", true)),
                of(
                                "an admin disables the client/",
                                "CLIENT_DISABLED",
                                (scene, tokens) -> scene.byAdmin("PUT", scene.client() + "/", Map.of("enabled", false)),
                                Kin.OTHER_SESSION,
                                Kin.OFFLINE_SESSION,
                                Kin.OTHER_USER)
                        .undoneBy((scene, tokens) -> scene.updateClient("enabled", true)));
    }

    /** Or with one that does not say it. */
    private static List<Surface> withoutAnEvent() {
        return List.of(
                of(
                        "an update of the user brings another password",
                        "CREDENTIAL_CHANGED",
                        (scene, tokens) -> scene.updateUser(
                                "credentials",
                                List.of(Map.of("type", "password", "value", "alice", "temporary", false))),
                        Kin.OTHER_SESSION,
                        Kin.OFFLINE_SESSION),
                of(
                        "an admin disables the passwords of the user",
                        "CREDENTIAL_CHANGED",
                        (scene, tokens) -> scene.disabledCredentials("password"),
                        Kin.OTHER_SESSION,
                        Kin.OFFLINE_SESSION),
                of(
                        "an extension removes a credential",
                        "CREDENTIAL_CHANGED",
                        (scene, tokens) -> scene.byServer(
                                "users/" + scene.userId() + "/credentials/" + scene.passwordId() + "/remove"),
                        Kin.OTHER_SESSION,
                        Kin.OFFLINE_SESSION),
                of(
                                "a workflow disables the user",
                                "USER_DISABLED",
                                (scene, tokens) -> scene.byServer("users/" + scene.userId() + "/disable"),
                                Kin.OTHER_APP,
                                Kin.OTHER_SESSION,
                                Kin.OFFLINE_SESSION)
                        .undoneBy((scene, tokens) -> scene.updateUser("enabled", true)),
                of(
                                "a workflow disables the client",
                                "CLIENT_DISABLED",
                                (scene, tokens) -> scene.byServer("clients/" + scene.clientId() + "/disable"),
                                Kin.OTHER_SESSION,
                                Kin.OFFLINE_SESSION,
                                Kin.OTHER_USER)
                        .undoneBy((scene, tokens) -> scene.updateClient("enabled", true)),
                of(
                                "the registration of the client disables it",
                                "CLIENT_DISABLED",
                                (scene, tokens) -> scene.registration(false),
                                Kin.OTHER_SESSION,
                                Kin.OFFLINE_SESSION,
                                Kin.OTHER_USER)
                        .undoneBy((scene, tokens) -> scene.updateClient("enabled", true)));
    }

    private static String session(Tokens tokens) {
        return tokens.refreshClaims().path("sid").asText();
    }

    @Override
    public String toString() {
        return name;
    }
}
