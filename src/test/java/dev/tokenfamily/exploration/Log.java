package dev.tokenfamily.exploration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an actor was told, in order. Remembers its hash, since it is looked up far more often than written. */
final class Log {

    static final Log EMPTY = new Log(List.of());

    private final List<Object> told;
    private final int hash;

    Log(List<Object> told) {
        this.told = List.copyOf(told);
        this.hash = this.told.hashCode();
    }

    List<Object> told() {
        return told;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || (other instanceof Log log && log.hash == hash && log.told.equals(told));
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
