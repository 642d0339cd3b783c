package dev.tokenfamily.live.upstream;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.realm.TestRealm;
import java.util.List;
import java.util.Map;
import org.keycloak.representations.idm.ClientRepresentation;

/**
 * One of Keycloak's limits on how long a session lasts.
 *
 * @param seconds how long
 * @param realm settings of the realm, by their names in the admin API
 * @param client attributes of the client
 * @param scope to log in with
 */
record SessionLimit(String name, int seconds, Map<String, ?> realm, Map<String, String> client, String scope) {

    private static final int SECONDS = 1200;
    private static final int SHORTER = 300;
    private static final String ONLINE = "openid";
    private static final String OFFLINE = "openid offline_access";

    /** Since the last refresh. */
    static List<SessionLimit> idle() {
        return List.of(
                ofRealm("idle", ONLINE, Map.of("ssoSessionIdleTimeout", SECONDS)),
                ofRealm(
                        "idle, remembered",
                        ONLINE,
                        Map.of(
                                "rememberMe",
                                true,
                                "ssoSessionIdleTimeout",
                                SHORTER,
                                "ssoSessionIdleTimeoutRememberMe",
                                SECONDS)),
                ofRealm("idle at clients", ONLINE, Map.of("clientSessionIdleTimeout", SECONDS)),
                ofClient("idle at this client", ONLINE, "client.session.idle.timeout"),
                ofRealm("idle offline", OFFLINE, Map.of("offlineSessionIdleTimeout", SECONDS)),
                ofClient("idle offline at this client", OFFLINE, "client.offline.session.idle.timeout"));
    }

    /** Since the login. */
    static List<SessionLimit> max() {
        return List.of(
                ofRealm("max", ONLINE, Map.of("ssoSessionMaxLifespan", SECONDS)),
                ofRealm(
                        "max, remembered",
                        ONLINE,
                        Map.of(
                                "rememberMe",
                                true,
                                "ssoSessionMaxLifespan",
                                SHORTER,
                                "ssoSessionMaxLifespanRememberMe",
                                SECONDS)),
                ofRealm("max at clients", ONLINE, Map.of("clientSessionMaxLifespan", SECONDS)),
                ofClient("max at this client", ONLINE, "client.session.max.lifespan"),
                ofRealm(
                        "max offline",
                        OFFLINE,
                        Map.of("offlineSessionMaxLifespanEnabled", true, "offlineSessionMaxLifespan", SECONDS)),
                new SessionLimit(
                        "max offline at this client",
                        SECONDS,
                        Map.of("offlineSessionMaxLifespanEnabled", true),
                        Map.of("client.offline.session.max.lifespan", Integer.toString(SECONDS)),
                        OFFLINE));
    }

    private static SessionLimit ofRealm(String name, String scope, Map<String, ?> settings) {
        return new SessionLimit(name, SECONDS, settings, Map.of(), scope);
    }

    private static SessionLimit ofClient(String name, String scope, String attribute) {
        return new SessionLimit(name, SECONDS, Map.of(), Map.of(attribute, Integer.toString(SECONDS)), scope);
    }

    void set(TestRealm of) {
        AdminApi.expectSuccess(of.admin().put("/" + of.name(), realm));
    }

    void set(ClientRepresentation of) {
        of.getAttributes().putAll(client);
    }

    @Override
    public String toString() {
        return name;
    }
}
