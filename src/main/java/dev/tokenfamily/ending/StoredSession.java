package dev.tokenfamily.ending;

import dev.tokenfamily.history.Cause;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.RealmExpiration;

/**
 * A user session in Keycloak's table, as it is until the request that ends it has been committed. Where Keycloak keeps online
 * sessions in memory only, those are not there.
 *
 * @param userId whose it is
 * @param offline whether it is an offline session
 * @param started epoch seconds
 * @param used when it was last used, epoch seconds
 * @param remembered whether it is one to be remembered
 */
record StoredSession(String userId, boolean offline, long started, long used, boolean remembered) {

    private static final String OFFLINE = "1";

    private static final String ROWS = "select s.userId, s.offline, s.createdOn, s.lastSessionRefresh, s.rememberMe"
            + " from PersistentUserSessionEntity s where s.userSessionId = :sessionId and s.realmId = :realmId";

    /** The sessions with that id: the online one, the offline one, or both. */
    static List<StoredSession> read(KeycloakSession session, String realmId, String sessionId) {
        EntityManager em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        return em.createQuery(ROWS, Object[].class)
                .setParameter("sessionId", sessionId)
                .setParameter("realmId", realmId)
                .getResultStream()
                .map(c -> new StoredSession(
                        (String) c[0], OFFLINE.equals(c[1]), (int) c[2], (int) c[3], Boolean.TRUE.equals(c[4])))
                .toList();
    }

    /**
     * How it expired.
     *
     * @param cause which limit it came to first, or that it is not remembered any more
     * @param at when, epoch milliseconds
     */
    record Expiry(Cause cause, boolean offline, long at) {}

    /** How it has expired by the limits of that realm; empty where it has not. */
    Optional<Expiry> expiry(RealmModel realm) {
        RealmExpiration limits = RealmExpiration.fromRealm(realm);
        Stream<@Nullable Expiry> reached = offline
                ? Stream.of(
                        reached(Cause.SESSION_IDLE, used, limits.offlineMaxIdle()),
                        reached(Cause.SESSION_MAX, started, limits.offlineLifespan()))
                : Stream.of(
                        reached(Cause.SESSION_IDLE, used, limits.getMaxIdle(remembered)),
                        reached(Cause.SESSION_MAX, started, limits.getLifespan(remembered)),
                        rememberedNoMore(realm));
        return reached.flatMap(Stream::ofNullable).min((a, b) -> Long.compare(a.at(), b.at()));
    }

    /** The realm does not say since when it remembers nobody. */
    private @Nullable Expiry rememberedNoMore(RealmModel realm) {
        return remembered && !realm.isRememberMe()
                ? new Expiry(Cause.REMEMBER_ME_OFF, offline, 1000L * Time.currentTimeSeconds())
                : null;
    }

    private @Nullable Expiry reached(Cause cause, long since, int limit) {
        long at = since + limit;
        return limit > 0 && at <= Time.currentTimeSeconds() ? new Expiry(cause, offline, 1000 * at) : null;
    }
}
