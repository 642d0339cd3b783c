package dev.tokenfamily.load.lived;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.Postgres;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one session of a realm that somebody has logged in to, and refreshed twice, of which all the others are copies.
 *
 * @param database of the realm's server
 * @param realm with the client {@code app}
 * @param superseded the token of the login
 * @param presented the one that came next, which was presented last
 * @param current the one that is to be presented next
 */
record FirstSession(
        Postgres database, TestRealm realm, CopiedToken superseded, CopiedToken presented, CopiedToken current) {

    static final int SESSIONS_OF_A_USER = 2;

    /** Sessions are no news: Keycloak does not write the time of a refresh that follows another one closely. */
    private static final int AGE_SECONDS = 3600;

    /** Keycloak tells tokens of one second apart by nothing. */
    private static final Duration NEXT_SECOND = Duration.ofMillis(1100);

    /** Logs in at that realm. */
    static FirstSession of(Postgres database, TestRealm realm) {
        App app = new App(realm.url(), "app", null);
        Tokens first = app.login("alice");
        LockSupport.parkNanos(NEXT_SECOND.toNanos());
        Tokens second = app.refreshed(first);
        LockSupport.parkNanos(NEXT_SECOND.toNanos());
        Tokens third = app.refreshed(second);
        SecretKey secret = secret(database, realm.name());
        return new FirstSession(
                database,
                realm,
                new CopiedToken(first.refresh(), secret),
                new CopiedToken(second.refresh(), secret),
                new CopiedToken(third.refresh(), secret));
    }

    private static SecretKey secret(Postgres database, String realm) {
        String secret = database.query(
                        "select g.value from component_config g join component c on c.id = g.component_id"
                                + " join realm r on r.id = c.realm_id where r.name = '" + realm
                                + "' and c.provider_id = 'hmac-generated' and g.name = 'secret'")
                .get(0);
        return new SecretKeySpec(Base64.getUrlDecoder().decode(secret), CopiedToken.ALGORITHM);
    }

    /** The number of the user whose session has that number. */
    static int user(int session) {
        return session / SESSIONS_OF_A_USER;
    }

    /** Writes copies, with users and families of their own. */
    void copied(int sessions) {
        String user = realm.userId("alice");
        String session = Tokens.claims(current.original()).path("sid").asText();
        String ofUser = new CopiedId(user).sql("(n / " + SESSIONS_OF_A_USER + ")");
        String ofSession = new CopiedId(session).sql("n");
        String found = "original.offline_flag = '0' and original.user_session_id = '" + session + "'";
        awaitWritten(found);
        users(new CopiedRows(database, user(sessions - 1) + 1), user);
        CopiedRows rows = new CopiedRows(database, sessions);
        rows.of(
                "offline_user_session",
                found,
                Map.of(
                        "user_session_id",
                        ofSession,
                        "user_id",
                        ofUser,
                        "created_on",
                        "original.created_on - " + AGE_SECONDS,
                        "last_session_refresh",
                        "original.last_session_refresh - " + AGE_SECONDS,
                        "data",
                        replaced(Map.of(session, ofSession, user, ofUser))));
        rows.of(
                "offline_client_session",
                found,
                Map.of(
                        "user_session_id",
                        ofSession,
                        "timestamp",
                        "original.timestamp - " + AGE_SECONDS,
                        "data",
                        replaced(Map.of(
                                session,
                                ofSession,
                                presented.id().original(),
                                presented.id().sql("n")))));
        if (Tokens.claims(current.original()).has("family")) {
            families(rows, ofUser, ofSession);
        }
    }

    private void awaitWritten(String condition) {
        Await.until(() -> !database.query("select 1 from offline_client_session original where " + condition)
                .isEmpty());
    }

    private static void users(CopiedRows rows, String user) {
        String ofUser = new CopiedId(user).sql("n");
        Map<String, String> values = new LinkedHashMap<>(Map.of("id", ofUser, "username", "'user-' || n"));
        values.put("email", "'user-' || n || '@example.org'");
        values.put("email_constraint", "'user-' || n || '@example.org'");
        rows.of("user_entity", "original.id = '" + user + "'", values);
        rows.of("user_role_mapping", "original.user_id = '" + user + "'", Map.of("user_id", ofUser));
    }

    private void families(CopiedRows rows, String ofUser, String ofSession) {
        String family =
                Tokens.claims(current.original()).path("family").path("id").asText();
        rows.of(
                "token_family",
                "original.id = '" + family + "'",
                Map.of(
                        "id",
                        new CopiedId(family).sql("n"),
                        "user_id",
                        ofUser,
                        "session_id",
                        ofSession,
                        "head_jti",
                        current.id().sql("n")));
    }

    private static String replaced(Map<String, String> ids) {
        String data = "original.data";
        for (Map.Entry<String, String> id : ids.entrySet()) {
            data = "replace(" + data + ", '" + id.getKey() + "', " + id.getValue() + ")";
        }
        return data;
    }
}
