package dev.tokenfamily.store;

import java.util.Timer;
import java.util.TimerTask;

/** Shows that the process runs, by doing a little something all the time. */
final class Heartbeat implements AutoCloseable {

    private static final long PERIOD_MILLIS = 500;

    private final Timer daemon = new Timer("token-family-heartbeat", true);

    Heartbeat(Standstill standstill) {
        daemon.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        standstill.running();
                    }
                },
                0,
                PERIOD_MILLIS);
    }

    @Override
    public void close() {
        daemon.cancel();
    }
}
