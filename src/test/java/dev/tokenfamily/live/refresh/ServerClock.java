package dev.tokenfamily.live.refresh;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.realm.ServerInside;

/** The clock of a server on this machine, which tests move forward, in milliseconds. */
final class ServerClock {

    private static final int SECOND = 1_000;
    private static final int LATE_IN_THE_SECOND = 600;

    private final ServerInside server;
    private long ahead;

    ServerClock(ServerInside server) {
        this.server = server;
        ahead = server.clockOffset() * SECOND;
    }

    long now() {
        return System.currentTimeMillis() + ahead;
    }

    /** Moves it to that second, unless it is there already; what takes a moment then is likely to happen within one second. */
    void moveTo(long moment) {
        Await.until(() -> now() % SECOND < LATE_IN_THE_SECOND);
        long seconds = Math.floorDiv(moment, SECOND) - Math.floorDiv(now(), SECOND);
        if (seconds > 0) {
            server.pass(Math.toIntExact(seconds));
            ahead += seconds * SECOND;
        }
    }
}
