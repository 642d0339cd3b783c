package dev.tokenfamily.selfservice;

import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.SessionExpirationUtils;

/**
 * When a client's part of a session ends by Keycloak's own limits, in epoch milliseconds ({@code SessionExpirationUtils}).
 *
 * @param atLatest null where nothing says so, as of offline sessions without a limit
 * @param ifUnused null where nothing says so
 */
record SessionEnds(@Nullable Long atLatest, @Nullable Long ifUnused) {

    private static final long MILLIS = 1000;

    static SessionEnds of(AuthenticatedClientSessionModel clientSession) {
        UserSessionModel login = clientSession.getUserSession();
        RealmModel realm = login.getRealm();
        ClientModel client = clientSession.getClient();
        boolean offline = login.isOffline();
        boolean remembered = login.isRememberMe();
        long started = login.getStarted() * MILLIS;
        long used = login.getLastSessionRefresh() * MILLIS;
        return new SessionEnds(
                first(
                        SessionExpirationUtils.calculateUserSessionMaxLifespanTimestamp(
                                offline, remembered, started, realm),
                        SessionExpirationUtils.calculateClientSessionMaxLifespanTimestamp(
                                offline, remembered, clientSession.getStarted() * MILLIS, started, realm, client)),
                first(
                        SessionExpirationUtils.calculateUserSessionIdleTimestamp(offline, remembered, used, realm),
                        SessionExpirationUtils.calculateClientSessionIdleTimestamp(
                                offline, remembered, used, realm, client)));
    }

    /** The first of those that are times at all: Keycloak says -1 where there is no limit. */
    private static @Nullable Long first(long... times) {
        OptionalLong first = LongStream.of(times).filter(time -> time > 0).min();
        return first.isPresent() ? Long.valueOf(first.getAsLong()) : null;
    }
}
