package dev.tokenfamily.exploration;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.detection.RefreshProtocol;
import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.exploration.Ledger.Position;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.InMemoryFamilyStore;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.WholeStore;
import dev.tokenfamily.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who does something to which family.
 *
 * @param generation of the head when they begin
 * @param interval seconds from each of the rotations before to the next
 * @param honest whether all of them are one client that loses nothing but answers
 * @param store what they call, over the rows
 */
record Scenario(
        String name,
        Policy policy,
        List<Actor> actors,
        int generation,
        long interval,
        boolean honest,
        Function<InMemoryFamilyStore, WholeStore> store) {

    static final String FAMILY = "family";

    private static final long LOGIN = 1_700_000_000;
    private static final long BETWEEN_ROTATIONS = 60;
    private static final Owner OWNER = new Owner("realm", "client", "user", "session", false);

    static Scenario of(String name, Policy policy, Actor... actors) {
        return new Scenario(name, policy, List.of(actors), 0, BETWEEN_ROTATIONS, true, rows -> rows);
    }

    /** After so many rotations, a minute between any two, the last of them just now. */
    Scenario atGeneration(int rotations) {
        return new Scenario(name, policy, actors, rotations, BETWEEN_ROTATIONS, honest, store);
    }

    /** With so many seconds between any two rotations. */
    Scenario rotatedEvery(long seconds) {
        return new Scenario(name, policy, actors, generation, seconds, honest, store);
    }

    Scenario withThief() {
        return new Scenario(name, policy, actors, generation, interval, false, store);
    }

    /** All requests come to one node, which remembers what it wrote, and hears of nothing that others do. */
    Scenario onRememberingNode() {
        List<Actor> there = actors.stream()
                .map(actor -> actor instanceof Request request ? request.onRememberingNode() : actor)
                .toList();
        return new Scenario(name + ", remembered", policy, there, generation, interval, honest, store);
    }

    Scenario over(Function<InMemoryFamilyStore, WholeStore> otherStore) {
        return new Scenario(name, policy, actors, generation, interval, honest, otherStore);
    }

    WholeStore store(InMemoryFamilyStore rows) {
        return store.apply(rows);
    }

    /** Before anybody does anything. */
    Moment start() {
        InMemoryFamilyStore rows = new InMemoryFamilyStore(LOGIN);
        List<PresentedToken> held = new ArrayList<>();
        held.add(PresentedToken.claimed(
                new FamilyClaim(FAMILY, 0, LOGIN, LOGIN, "at-login"), LOGIN, LOGIN + 1_800, OWNER));
        Ledger ledger = Ledger.EMPTY;
        for (int next = 1; next <= generation; next++) {
            rows.pass(interval);
            Granted granted = rotated(rows, held.get(next - 1), "before-" + next);
            held.add(PresentedToken.claimed(granted.claim(), granted.issuedAt(), granted.expiresAt(), OWNER));
            ledger = ledger.withRotation(new Position(FAMILY, next), rows.now())
                    .withHead(new Position(FAMILY, next), granted.tokenId());
        }
        List<Progress> progress =
                actors.stream().map(a -> Progress.before(a.first())).toList();
        return new Moment(rows.contents(), progress, List.copyOf(held), ledger);
    }

    private Granted rotated(InMemoryFamilyStore rows, PresentedToken token, String request) {
        RefreshProtocol protocol = new RefreshProtocol(rows, rows, new NoTakedown());
        Finding examined = protocol.examine(token, Request.HERE, policy, Optional.empty());
        return (Granted) protocol.settle(examined, policy, Request.minted(request, rows.now()));
    }

    /** All that can happen next. */
    List<Move> moves(Moment moment) {
        return IntStream.range(0, actors.size())
                .filter(actor -> mayBegin(moment, actor) && isServed(moment, actor))
                .boxed()
                .flatMap(actor -> moves(actor, moment.actors().get(actor).next()))
                .toList();
    }

    private static Stream<Move> moves(int actor, @Nullable Effect next) {
        return next == null ? Stream.empty() : next.turns().stream().map(turn -> new Move(actor, turn));
    }

    /** Twins begin in their order: whatever follows if they do not is the same but for their names. */
    private boolean mayBegin(Moment moment, int actor) {
        return actor == 0
                || !twins(actor - 1, actor)
                || moment.actors().get(actor - 1).hasBegun();
    }

    /** A node that stands still serves nobody, whoever sends it something. */
    private boolean isServed(Moment moment, int actor) {
        boolean waits = actors.get(actor) instanceof HeldUpRequest
                && moment.actors().get(actor).token() != null;
        return !waits || !moment.contents().frozen();
    }

    private boolean twins(int one, int other) {
        return actors.get(one) instanceof Request first
                && actors.get(other) instanceof Request second
                && first.pick().equals(second.pick())
                && first.presentation().equals(second.presentation());
    }

    /** What a move leads to. */
    Moment after(Moment before, Move move) {
        return new Step(this, before, move).taken();
    }

    /** For people. */
    String describe(Moment before, Move move) {
        Effect effect = Objects.requireNonNull(before.actors().get(move.actor()).next());
        return actors.get(move.actor()).name() + ": " + effect + " " + move.turn();
    }
}
