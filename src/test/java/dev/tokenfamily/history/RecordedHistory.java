package dev.tokenfamily.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A history in memory, which keeps whatever it is told. */
public final class RecordedHistory implements History {

    private final List<End> ends = new ArrayList<>();
    private final List<End> found = new ArrayList<>();

    @Override
    public void record(End end) {
        ends.add(end);
    }

    @Override
    public void recordFound(Reach reach, long issuedAt, Supplier<End> end) {
        found.add(end.get());
    }

    @Override
    public void recordExpired(End expired) {
        ends.add(expired);
    }

    /** What happened, in the order in which it was told. */
    public List<End> ends() {
        return ends;
    }

    /** What was found to have ended. */
    public List<End> found() {
        return found;
    }
}
