package dev.tokenfamily.request;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many calls each caller makes on this node, in windows of a fixed length. Only so many callers are remembered: of more, those
 * are forgotten who have not called for the longest time. So only those are to be counted who have shown a credential that is good.
 * Safe for use by many threads.
 */
public final class CallRates {

    private final int most;
    private final long windowSeconds;
    private final LongSupplier now;
    private final Map<String, Window> windows;

    /**
     * Counts nothing yet.
     *
     * @param most calls of a caller within a window, from 1
     * @param windowSeconds how long a window is, from 1
     * @param callers that are remembered at the most, from 1; a window of one takes some hundred bytes
     * @param now tells the time in epoch seconds
     */
    public CallRates(int most, long windowSeconds, int callers, LongSupplier now) {
        this.most = most;
        this.windowSeconds = windowSeconds;
        this.now = now;
        this.windows = new Recent(callers);
    }

    private static final class Window {

        private final long beganAt;
        private int calls;

        Window(long beganAt) {
            this.beganAt = beganAt;
        }
    }

    /** In the order of the last call. */
    private static final class Recent extends LinkedHashMap<String, Window> {

        private static final long serialVersionUID = 1L;

        private final int size;

        Recent(int size) {
            super(16, 0.75f, true);
            this.size = size;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > size;
        }
    }

    /**
     * Counts a call.
     *
     * @param caller a name that no other caller has
     * @return 0 where it may be answered; else after how many seconds another one may be, from 1
     */
    public synchronized long secondsToWait(String caller) {
        long time = now.getAsLong();
        Window window =
                windows.compute(caller, (key, last) -> last == null || isOver(last, time) ? new Window(time) : last);
        if (window.calls >= most) {
            return Math.max(1, window.beganAt + windowSeconds - time);
        }
        window.calls++;
        return 0;
    }

    /** Also one that begins in the future, by a clock that was set back since. */
    private boolean isOver(Window window, long time) {
        return time < window.beganAt || time >= window.beganAt + windowSeconds;
    }
}
