package dev.tokenfamily.simulation;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.Minted;
import dev.tokenfamily.detection.OriginChanged;
import dev.tokenfamily.detection.Presentation;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.detection.RefreshProtocol;
import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.exploration.NoTakedown;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.InMemoryFamilyStore;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One user who moves, under a rule about new places: the production protocol over the fake store. */
final class Moves {

    /** The values of {@code origin-binding}. */
    static final List<String> BINDINGS =
            List.of("ip-prefix", "user-agent", "ip-prefix-and-user-agent", "ip-prefix-or-user-agent");

    /** As an access token is that lives so long, while the client is in use. */
    static final long BETWEEN_REFRESHES = 15 * VirtualTime.MINUTE;

    private static final Owner OWNER = new Owner("realm", "client", "user", "session", false);

    private static final long LIFETIME = 400 * 86_400L;

    private final Policy policy;
    private final Whereabouts user;
    private final InMemoryFamilyStore store;
    private final RefreshProtocol protocol;
    private long logins;
    private long refreshes;
    private long changes;
    private PresentedToken token;
    private Origin last;

    private Moves(Policy policy, Whereabouts user, long now) {
        this.policy = policy;
        this.user = user;
        store = new InMemoryFamilyStore(now / VirtualTime.SECOND);
        protocol = new RefreshProtocol(store, store, new NoTakedown());
        token = login();
        last = user.at(now);
    }

    /** A month of that user, who has just logged in. */
    static PlaceCount month(String binding, Traveller traveller, long number) {
        Moves told = new Moves(policy("notify", binding), new Whereabouts(traveller, number), Simulation.MIDNIGHT);
        Moves ended =
                new Moves(policy("require-login", binding), new Whereabouts(traveller, number), Simulation.MIDNIGHT);
        told.refreshUntil(traveller, Simulation.MIDNIGHT + PlaceCount.MONTH);
        ended.refreshUntil(traveller, Simulation.MIDNIGHT + PlaceCount.MONTH);
        return new PlaceCount(
                1, told.refreshes, told.changes, told.store.mails().size(), ended.logins);
    }

    /** Whether an intruder who comes some minutes after a refresh of the user gets no token, where a new place requires a login. */
    static boolean stops(String binding, Traveller traveller, Intruder intruder, long number) {
        Dice dice = new Dice(number);
        long theft = traveller.hours().next(Simulation.MIDNIGHT + dice.between(0L, PlaceCount.MONTH));
        Moves moves = new Moves(
                policy("require-login", binding), new Whereabouts(traveller, number), theft - VirtualTime.DAY);
        moves.refresh(theft - VirtualTime.DAY); // its answer comes, and the next one is a rotation of a row
        moves.refresh(theft);
        long now = theft + dice.between(VirtualTime.SECOND, 5 * VirtualTime.MINUTE);
        moves.store.pass(now / VirtualTime.SECOND - moves.store.now());
        Origin from = intruder.origin(moves.user, moves.last, now, dice);
        return moves.protocol
                .examine(moves.token, new Presentation(from, false, null), moves.policy, Optional.empty())
                .refused();
    }

    private static Policy policy(String change, String binding) {
        return PolicyParser.parse(Map.of("on-origin-change", change, "origin-binding", binding));
    }

    private void refreshUntil(Traveller traveller, long end) {
        for (long now = traveller.hours().next(Simulation.MIDNIGHT);
                now < end;
                now = traveller.hours().next(now + BETWEEN_REFRESHES)) {
            refresh(now);
        }
    }

    private void refresh(long now) {
        store.pass(now / VirtualTime.SECOND - store.now());
        last = user.at(now);
        refreshes++;
        Finding examined = protocol.examine(token, new Presentation(last, false, null), policy, Optional.empty());
        if (examined.verdict() instanceof OriginChanged) {
            logins++;
            token = login();
            refresh(now);
            return;
        }
        Granted granted = (Granted) protocol.settle(examined, policy, mint());
        changes += granted.finding().originChange().isPresent() ? 1 : 0;
        token = PresentedToken.claimed(granted.claim(), granted.issuedAt(), granted.expiresAt(), OWNER);
    }

    private PresentedToken login() {
        FamilyClaim claim = new FamilyClaim("family-" + logins, 0, store.now(), store.now(), "at");
        return PresentedToken.claimed(claim, store.now(), store.now() + LIFETIME, OWNER);
    }

    private Minted mint() {
        String id = "rt-" + logins + "-" + refreshes;
        return new Minted(id, store.now(), store.now() + LIFETIME, new AccessToken("at-" + id, store.now() + 300));
    }
}
