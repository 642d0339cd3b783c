package dev.tokenfamily.exploration;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.InMemoryFamilyStore;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.family.WholeStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that an actor sees of the world, for one step: tells him again what he was told before, lets him do one thing
 * more, and stops him at the next.
 */
final class Stage {

    /** Told to an actor instead of a result. */
    private record Failure() {}

    /** One for all: to note where each was thrown, deep within the search, took nearly half of the search's time. */
    @SuppressWarnings("StaticAssignmentOfThrowable") // that warns of the trace it has, at which nobody looks
    private static final StoreUnavailableException OUTAGE = new StoreUnavailableException("outage");

    private final InMemoryFamilyStore rows;
    private final WholeStore store;
    private final List<PresentedToken> held;
    private final Turn turn;
    private final List<Object> log;
    private final List<Sighting> sightings = new ArrayList<>();
    private int replayed;
    private boolean acted;
    private @Nullable PresentedToken token;
    private @Nullable String pending;

    /**
     * For the next step of an actor.
     *
     * @param store what he calls; keeps its rows in {@code rows}
     * @param turn how the step turns out
     * @param log what he was told before
     */
    Stage(InMemoryFamilyStore rows, WholeStore store, List<PresentedToken> held, Turn turn, Log log) {
        this.rows = rows;
        this.store = store;
        this.held = held;
        this.turn = turn;
        this.log = new ArrayList<>(log.told());
    }

    WholeStore store(boolean remembering) {
        return new StagedStore(this, remembering, false);
    }

    /** That of the node that may stand still. */
    WholeStore storeOfStillNode() {
        return new StagedStore(this, false, true);
    }

    /** No call to the database, so that it cannot fail. */
    Optional<Reading> recall(Owner owner, String familyId) {
        return ((Recalled) step(Effect.OTHER, () -> new Recalled(store.recall(owner, familyId)))).reading();
    }

    private record Recalled(Optional<Reading> reading) {}

    <T> T call(Effect effect, Class<T> result, Function<WholeStore, T> call) {
        return result.cast(step(effect, () -> outcome(call)));
    }

    private Object outcome(Function<WholeStore, ?> call) {
        if (turn == Turn.STORE_FAILS) {
            return new Failure();
        }
        Object result = call.apply(store);
        return turn == Turn.STORE_FAILS_AFTER_COMMIT ? new Failure() : result;
    }

    PresentedToken present(Pick pick) {
        PresentedToken presented = (PresentedToken) notice(() -> pick.from(held));
        token = presented;
        return presented;
    }

    /** Sends a request, which is served later. */
    PresentedToken send(Pick pick) {
        PresentedToken sent = (PresentedToken) step(Effect.OTHER, () -> pick.from(held));
        token = sent;
        return sent;
    }

    void freeze() {
        step(Effect.OTHER, () -> {
            rows.freeze();
            return true;
        });
    }

    void thaw() {
        step(Effect.OTHER, () -> {
            rows.thaw();
            return true;
        });
    }

    long now() {
        return (long) notice(rows::now);
    }

    void pass(long seconds) {
        step(Effect.OTHER, () -> {
            rows.pass(seconds);
            return true;
        });
    }

    void endSession() {
        step(Effect.OTHER, () -> {
            rows.endSession();
            return true;
        });
    }

    /** Whether the request is committed, so that its tokens leave. */
    boolean answer(Granted granted) {
        pending = granted.tokenId();
        Turn outcome = (Turn) step(Effect.ANSWER, () -> turn);
        pending = null;
        boolean committed = outcome != Turn.ROLLED_BACK;
        if (committed) {
            show(new Sighting.Answered(granted, outcome == Turn.AS_PLANNED));
        }
        return committed;
    }

    void judged(Finding finding) {
        show(new Sighting.Judged(finding));
    }

    void refused(Finding finding) {
        show(new Sighting.RefusalAnswered(finding));
    }

    void revocationAnswered(PresentedToken revoked) {
        show(new Sighting.RevocationAnswered(revoked));
    }

    Log log() {
        return new Log(log);
    }

    /** What this step showed. */
    List<Sighting> sightings() {
        return List.copyOf(sightings);
    }

    /** What he presents, once he has chosen. */
    @Nullable
    PresentedToken token() {
        return token;
    }

    /** The refresh token that he has obtained and not yet handed out. */
    @Nullable
    String pending() {
        return pending;
    }

    /** What was told before has been seen before. */
    private void show(Sighting sighting) {
        if (acted) {
            sightings.add(sighting);
        }
    }

    private Object step(Effect effect, Supplier<Object> deed) {
        if (replayed == log.size()) {
            if (acted) {
                throw new Pause(effect);
            }
            acted = true;
            log.add(deed.get());
        }
        return replay();
    }

    /** Takes no step of its own: it happens together with the one before, or with the first. */
    private Object notice(Supplier<Object> observation) {
        if (replayed == log.size()) {
            log.add(observation.get());
        }
        return replay();
    }

    private Object replay() {
        Object told = log.get(replayed);
        replayed++;
        if (told instanceof Failure) {
            throw OUTAGE;
        }
        return told;
    }
}
