package dev.tokenfamily.family;

import org.jspecify.annotations.Nullable;

/** What befalls a store in use: another request gets in between, or the database goes away. */
public final class Mishaps {

    private @Nullable Runnable interloper;
    private boolean outage;
    private boolean readFails;

    /** Runs once, after what was read and before the next write looks at the row. */
    public void beforeNextWrite(Runnable action) {
        interloper = action;
    }

    /** From now on every call fails. */
    public void startOutage() {
        outage = true;
    }

    public void endOutage() {
        outage = false;
    }

    /** The next call that only looks fails; what is written before it is. */
    public void failNextRead() {
        readFails = true;
    }

    void onRead() {
        boolean failing = readFails || outage;
        readFails = false;
        failIf(failing);
    }

    private static void failIf(boolean failing) {
        if (failing) {
            throw new StoreUnavailableException("outage");
        }
    }

    void onWrite() {
        Runnable action = interloper;
        interloper = null;
        if (action != null) {
            action.run();
        }
        failIf(outage);
    }
}
