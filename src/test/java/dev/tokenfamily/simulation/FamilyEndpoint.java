package dev.tokenfamily.simulation;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.Minted;
import dev.tokenfamily.detection.Presentation;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.detection.RefreshProtocol;
import dev.tokenfamily.detection.Ruling;
import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.exploration.NoTakedown;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.InMemoryFamilyStore;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.policy.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ours: the production protocol over the fake store, which keeps the promises of the real one and counts whole seconds too. */
public final class FamilyEndpoint implements Endpoint {

    private static final Owner OWNER = new Owner("realm", "client", "user", "session", false);

    /** Longer than anybody here stays away, so that only the policy ends a login. */
    private static final long SESSION_SECONDS = 400 * 86_400L;

    private final Policy policy;
    private final boolean bound;
    private final InMemoryFamilyStore store;
    private final RefreshProtocol protocol;
    private final List<PresentedToken> issued = new ArrayList<>();
    private final Map<Visit, Presentation> presentations = new HashMap<>();
    private String ruled = "";

    /** With one login under that policy, at that time in milliseconds. */
    public FamilyEndpoint(Policy policy, long now) {
        this(policy, policy.rotation().exemptSenderConstrained(), now);
    }

    /** With one login under that policy, whose tokens are perhaps bound to a key. */
    FamilyEndpoint(Policy policy, boolean bound, long now) {
        this.policy = policy;
        this.bound = bound;
        store = new InMemoryFamilyStore(seconds(now));
        protocol = new RefreshProtocol(store, store, new NoTakedown());
    }

    @Override
    public Token login(long now) {
        long second = seconds(now);
        FamilyClaim claim = new FamilyClaim("family", 0, second, second, "at");
        return keep(PresentedToken.claimed(claim, second, second + SESSION_SECONDS, OWNER), now);
    }

    @Override
    public Answer refresh(Token token, Visit visit, long now) {
        if (bound && !visit.key()) {
            // Keycloak refuses one without its key before anybody judges
            return Answer.REFUSED;
        }
        store.pass(seconds(now) - store.now());
        Presentation presentation = presentations.computeIfAbsent(visit, this::shown);
        Finding examined = protocol.examine(issued.get(token.number()), presentation, policy, Optional.empty());
        Ruling ruling = examined.refused() ? new Ruling.Refused(examined) : protocol.settle(examined, policy, mint());
        ruled = said(ruling);
        boolean alarm = alarms(examined) || alarms(ruling.finding());
        if (ruling instanceof Granted granted) {
            return new Answer(given(granted, now), false, alarm);
        }
        return new Answer(null, ruling.finding().verdict() instanceof Verdict.Expired, alarm);
    }

    /** The verdict on the last token that was presented, by its name in events, and which generation was given, if any. */
    public String ruled() {
        return ruled;
    }

    private static String said(Ruling ruling) {
        String verdict = ruling.finding().verdict().text();
        return ruling instanceof Granted granted
                ? granted(verdict, granted.claim().generation())
                : refused(verdict);
    }

    /** How a refresh is told that was granted. */
    public static String granted(String verdict, int generation) {
        return verdict + ", gives " + generation;
    }

    /** How a refresh is told that was refused. */
    public static String refused(String verdict) {
        return verdict + ", refused";
    }

    private static boolean alarms(Finding finding) {
        return finding.incident() && finding.verdict().isReuse();
    }

    private Minted mint() {
        String number = Integer.toString(issued.size());
        AccessToken accessToken = new AccessToken(number, store.now() + seconds(ACCESS_TOKEN));
        return new Minted(number, store.now(), store.now() + SESSION_SECONDS, accessToken);
    }

    private Token given(Granted granted, long now) {
        return keep(PresentedToken.claimed(granted.claim(), granted.issuedAt(), granted.expiresAt(), OWNER), now);
    }

    private Token keep(PresentedToken token, long now) {
        issued.add(token);
        return new Token(this, issued.size() - 1, now);
    }

    private Presentation shown(Visit visit) {
        boolean proven = bound && visit.key();
        return new Presentation(new Origin(visit.address(), null), proven, null).withKey(proven ? "owners-key" : null);
    }

    private static long seconds(long milliseconds) {
        return Math.floorDiv(milliseconds, VirtualTime.SECOND);
    }
}
