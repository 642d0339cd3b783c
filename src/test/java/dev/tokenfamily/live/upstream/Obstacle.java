package dev.tokenfamily.live.upstream;

import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Twins;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Something that an admin puts in the way of refreshes.
 *
 * @param description of Keycloak's error
 * @param scope to log in with
 * @param lasting whether tokens are dead for good, rather than as long as it is there
 */
record Obstacle(
        String name, String description, String scope, boolean lasting, Consumer<Twins> put, Consumer<Twins> remove) {

    private static final String ONLINE = "openid";
    private static final String OFFLINE = "openid offline_access";

    static List<Obstacle> all() {
        return List.of(
                passing("realm disabled", "Realm not enabled", ONLINE, realm("enabled", false), realm("enabled", true)),
                passing(
                        "HTTPS demanded",
                        "HTTPS required",
                        ONLINE,
                        realm("sslRequired", "all"),
                        realm("sslRequired", "none")),
                passing(
                        "client bearer-only",
                        "Bearer-only not allowed",
                        ONLINE,
                        client("bearerOnly", true),
                        client("bearerOnly", false)),
                passing(
                        "DPoP demanded",
                        "DPoP proof is missing",
                        ONLINE,
                        attribute("dpop.bound.access.tokens", true),
                        attribute("dpop.bound.access.tokens", false)),
                passing(
                        "certificate demanded",
                        "Client certificate missing, or its thumbprint and one in the token did NOT match",
                        ONLINE,
                        attribute("tls.client.certificate.bound.access.tokens", true),
                        attribute("tls.client.certificate.bound.access.tokens", false)),
                passing(
                        "no offline access",
                        "Offline session invalid because offline access not granted anymore",
                        OFFLINE,
                        twins -> offlineScope(twins, "DELETE"),
                        twins -> offlineScope(twins, "PUT")),
                lasting("session ended", "Session not active", ONLINE, Obstacle::endSessions),
                lasting("user disabled", "User disabled", ONLINE, user("enabled", false)),
                lasting("user disabled, offline", "User disabled", OFFLINE, user("enabled", false)),
                lasting("user logged out", "Stale token", OFFLINE, Obstacle::logout),
                lasting(
                        "user removed",
                        "Session not active",
                        ONLINE,
                        twins -> twins.asAdmin("DELETE", user(twins), Map.of())),
                lasting(
                        "client disabled",
                        "Invalid client or Invalid client credentials",
                        ONLINE,
                        client("enabled", false)),
                lasting("realm's not-before", "Stale token", ONLINE, twins -> realm("notBefore", soon(twins))
                        .accept(twins)),
                lasting("client's not-before", "Stale token", ONLINE, twins -> client("notBefore", soon(twins))
                        .accept(twins)),
                lasting(
                        "consent withdrawn",
                        "Session doesn't have required client",
                        ONLINE,
                        Obstacle::withdrawConsents),
                lasting(
                        "consent withdrawn, offline",
                        "Offline user session not found",
                        OFFLINE,
                        Obstacle::withdrawConsents));
    }

    private static Obstacle passing(
            String name, String description, String scope, Consumer<Twins> put, Consumer<Twins> remove) {
        return new Obstacle(name, description, scope, false, put, remove);
    }

    private static Obstacle lasting(String name, String description, String scope, Consumer<Twins> put) {
        return new Obstacle(name, description, scope, true, put, twins -> {});
    }

    private static Consumer<Twins> realm(String key, Object value) {
        return twins -> twins.asAdmin("PUT", "", Map.of(key, value));
    }

    private static Consumer<Twins> user(String key, Object value) {
        return twins -> twins.asAdmin("PUT", user(twins), Map.of(key, value));
    }

    private static String user(Twins twins) {
        return "/users/" + twins.realm().userId("alice");
    }

    private static Consumer<Twins> client(String key, Object value) {
        return twins -> twins.forEach(app -> twins.asAdmin("PUT", client(twins, app), Map.of(key, value)));
    }

    private static String client(Twins twins, App app) {
        return "/clients/" + twins.realm().clientUuid(app.clientId());
    }

    private static Consumer<Twins> attribute(String name, boolean value) {
        return client("attributes", Map.of(name, Boolean.toString(value)));
    }

    private static void offlineScope(Twins twins, String method) {
        twins.realm()
                .admin()
                .read("/" + twins.realm().name() + "/client-scopes")
                .forEach(scope -> {
                    if (scope.path("name").asText().equals("offline_access")) {
                        String path =
                                "/optional-client-scopes/" + scope.path("id").asText();
                        twins.forEach(app -> twins.asAdmin(method, client(twins, app) + path, Map.of()));
                    }
                });
    }

    private static void endSessions(Twins twins) {
        twins.realm()
                .admin()
                .read("/" + twins.realm().name() + user(twins) + "/sessions")
                .forEach(session -> twins.asAdmin(
                        "DELETE", "/sessions/" + session.path("id").asText(), Map.of()));
    }

    /** Which sets the user's not-before; that counts in seconds, and a token of the same one would do. */
    private static void logout(Twins twins) {
        twins.realm().pass(2);
        twins.asAdmin("POST", user(twins) + "/logout", Map.of());
    }

    private static void withdrawConsents(Twins twins) {
        twins.forEach(app -> twins.asAdmin("DELETE", user(twins) + "/consents/" + app.clientId(), Map.of()));
    }

    private static long soon(Twins twins) {
        return twins.realm().inside().now() + 1;
    }

    @Override
    public String toString() {
        return name;
    }
}
