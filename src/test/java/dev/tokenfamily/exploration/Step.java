package dev.tokenfamily.exploration;

import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.family.InMemoryFamilyStore;
import dev.tokenfamily.family.InMemoryFamilyStore.Contents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From one moment to the next. */
final class Step {

    /** Far more than the others of any scenario can force on an actor, and fewer than make him give up. */
    private static final int MOST_STEPS = 100;

    private final Scenario scenario;
    private final Moment before;
    private final Move move;
    private final Actor actor;
    private final Progress progress;
    private final Effect effect;

    Step(Scenario scenario, Moment before, Move move) {
        this.scenario = scenario;
        this.before = before;
        this.move = move;
        this.actor = scenario.actors().get(move.actor());
        this.progress = before.actors().get(move.actor());
        this.effect = Objects.requireNonNull(progress.next(), "an actor who is not done");
    }

    /** Takes it, and holds it against every claim. */
    Moment taken() {
        if (move.turn() == Turn.CRASHES) {
            return moment(before.contents(), progress.over(), before.held(), before.ledger());
        }
        InMemoryFamilyStore rows = new InMemoryFamilyStore(before.contents());
        Stage stage = new Stage(rows, scenario.store(rows), before.held(), move.turn(), progress.log());
        Effect next = playOn(stage);
        if (stage.log().told().size() > MOST_STEPS) {
            throw new ClaimBroken("whoever is not disturbed comes to an end");
        }
        Progress now = progressed(stage, next);
        Ledger ledger = new RowChange(before, rows.contents(), move, scenario.policy()).entered();
        for (Sighting sighting : stage.sightings()) {
            ledger = new Showing(now, sighting).entered(ledger);
        }
        return moment(rows.contents(), next == null ? now.over() : now, held(stage.sightings()), ledger);
    }

    private @Nullable Effect playOn(Stage stage) {
        try {
            actor.play(stage);
            return null;
        } catch (Pause pause) {
            return pause.next();
        }
    }

    private Progress progressed(Stage stage, @Nullable Effect next) {
        Progress went = progress.went(stage.log(), next, stage.pending());
        PresentedToken token = stage.token();
        if (token == null) {
            return went;
        }
        if (progress.token() == null) {
            boolean revoked = before.ledger().revoked().contains(token.familyId());
            went = went.began(token, revoked, before.beyondGrace(token, scenario.policy()))
                    .sentInto(actor instanceof HeldUpRequest
                            && before.contents().frozen()
                            && !before.mayBeReuse(token, scenario.policy()));
        }
        return effect == Effect.READ ? went.looked(before.mayBeReuse(token, scenario.policy())) : went;
    }

    private List<PresentedToken> held(List<Sighting> sightings) {
        List<PresentedToken> delivered = new ArrayList<>();
        for (Sighting sighting : sightings) {
            if (sighting instanceof Sighting.Answered answered && answered.delivered()) {
                delivered.add(PresentedToken.claimed(
                        answered.granted().claim(),
                        answered.granted().issuedAt(),
                        answered.granted().expiresAt(),
                        answered.granted().finding().token().owner()));
            }
        }
        return delivered.isEmpty()
                ? before.held()
                : Stream.concat(before.held().stream(), delivered.stream())
                        .distinct()
                        .sorted(Comparator.comparingInt(PresentedToken::generation))
                        .toList();
    }

    private Moment moment(Contents contents, Progress now, List<PresentedToken> held, Ledger ledger) {
        List<Progress> actors = new ArrayList<>(before.actors());
        actors.set(move.actor(), now);
        Moment after = new Moment(contents, List.copyOf(actors), held, mayLose() ? ledger.withLoss() : ledger);
        return effect == Effect.UNDO ? after.withoutUndoneRotation(scenario.policy()) : after;
    }

    /** Where there is grace, nothing is lost. */
    private boolean mayLose() {
        return scenario.policy().grace().period() == 0
                && switch (move.turn()) {
                    case STORE_FAILS_AFTER_COMMIT, ANSWER_LOST -> true;
                    case CRASHES -> effect == Effect.UNDO || effect == Effect.SESSION;
                    case STORE_FAILS -> effect == Effect.UNDO;
                    case AS_PLANNED, ROLLED_BACK -> false;
                };
    }
}
