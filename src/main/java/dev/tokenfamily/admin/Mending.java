package dev.tokenfamily.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes things what they should be, and keeps a sentence of each that was not. */
final class Mending {

    private final List<String> changes = new ArrayList<>();

    /** What was done: one sentence each, in English. */
    List<String> changes() {
        return List.copyOf(changes);
    }

    /** Keeps that sentence. */
    void note(String sentence) {
        changes.add(sentence);
    }

    /**
     * Sets a value, unless it is as wanted.
     *
     * @param what it is the value of, as the sentence begins
     */
    <T> void mend(String what, @Nullable T is, T wanted, Consumer<T> set) {
        if (!Objects.equals(is, wanted)) {
            set.accept(wanted);
            note("%s becomes '%s'.".formatted(what, wanted));
        }
    }
}
