package dev.tokenfamily.admin;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Epoch seconds, in the milliseconds of Keycloak's admin API. */
final class Millis {

    private Millis() {}

    /** So many seconds, in milliseconds. */
    static long of(long seconds) {
        return TimeUnit.SECONDS.toMillis(seconds);
    }

    /** So many seconds, in milliseconds; null where there is no time. */
    static @Nullable Long ofNullable(@Nullable Long seconds) {
        return seconds == null ? null : Long.valueOf(of(seconds));
    }
}
