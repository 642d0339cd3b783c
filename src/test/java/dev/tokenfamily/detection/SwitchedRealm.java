package dev.tokenfamily.detection;

import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.InMemoryFamilyStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One client session, whose tokens Keycloak and the protocol judge in the order in which the provider has them do it. */
final class SwitchedRealm {

    private final InMemoryFamilyStore store;
    private final boolean offline;
    private KeycloaksSwitch notes;
    private boolean ownLine;
    private boolean adopted;
    private boolean sessionOver;
    private int minted;
    private SwitchPeriod period;

    SwitchedRealm(SwitchPeriod period, boolean offline) {
        this(new InMemoryFamilyStore(Rig.LOGIN), new KeycloaksSwitch(), period, offline);
    }

    private SwitchedRealm(InMemoryFamilyStore store, KeycloaksSwitch notes, SwitchPeriod period, boolean offline) {
        this.store = store;
        this.notes = notes;
        this.period = period;
        this.offline = offline;
    }

    /** Where something can be tried that leaves this one as it is. */
    SwitchedRealm copy() {
        SwitchedRealm copy =
                new SwitchedRealm(new InMemoryFamilyStore(store.contents()), notes.copy(), period, offline);
        copy.ownLine = ownLine;
        copy.adopted = adopted;
        copy.sessionOver = sessionOver;
        copy.minted = minted;
        return copy;
    }

    SwitchedRealm during(SwitchPeriod other) {
        period = other;
        return this;
    }

    /** By the clock, which can be set back. Whatever rows are due then are purged. */
    SwitchedRealm after(long seconds) {
        store.pass(seconds);
        store.purge();
        return this;
    }

    SwitchPeriod period() {
        return period;
    }

    /** Keycloak numbers lines while its switch is on; the tokens from before are one line. */
    HeldToken login() {
        ownLine = period.switchedOn();
        String id = "rt-" + ++minted;
        FamilyClaim claim = new FamilyClaim(id, 0, store.now(), store.now(), null);
        return period.governed()
                ? new HeldToken(id, PresentedToken.claimed(claim, store.now(), expiry(), Rig.OWNER), true)
                : unclaimed(id);
    }

    private HeldToken unclaimed(String id) {
        return new HeldToken(id, PresentedToken.adopted(id, Rig.LOGIN, store.now(), expiry(), Rig.OWNER), false);
    }

    /** Of an offline token only where the session has a limit. */
    private @Nullable Long expiry() {
        Limit low = period.low();
        long ofSession = Rig.LOGIN + low.sessionMax();
        if (offline) {
            return low == Limit.SESSION_MAX ? ofSession : null;
        }
        return Math.min(store.now() + low.sessionIdle(), ofSession);
    }

    /** Whether it is too late for the token, or for its family or session, which is no death: limits can be raised. */
    boolean hasLapsed(HeldToken token) {
        return sessionIsOver() || hasExpired(token) || familyHasLapsed(token.presented());
    }

    private boolean sessionIsOver() {
        return sessionOver || store.now() - Rig.LOGIN > period.low().sessionMax();
    }

    private boolean hasExpired(HeldToken token) {
        Long expiry = token.presented().expiresAt();
        return expiry != null && store.now() > expiry;
    }

    private boolean familyHasLapsed(PresentedToken token) {
        Family row = store.row(token.familyId());
        long start = row == null ? token.start() : row.start();
        long lastUse = row == null ? token.issuedAt() : Math.max(row.lastUse().at(), token.issuedAt());
        return period.governed()
                && (reached(period.low().absolute(), start)
                        || reached(period.low().inactivity(), lastUse));
    }

    private boolean reached(long limit, long since) {
        return limit > 0 && store.now() - since >= limit;
    }

    /** Whether neither a row nor the session says that everything is over. */
    boolean goesOnWith(HeldToken token) {
        Family row = store.row(token.presented().familyId());
        return !notes.hasEndedSession() && (row == null || !row.revoked());
    }

    /** Whether Keycloak would refuse it, if it were alone. */
    boolean isDeadToKeycloak(HeldToken token) {
        return period.switchedOn() && !notes.passes(token, period.maxReuse());
    }

    /** The successor; empty where it is refused. */
    Optional<HeldToken> refresh(HeldToken token) {
        sessionOver = sessionIsOver(); // Keycloak ends such a session when its token comes
        if (sessionOver || notes.hasEndedSession() || hasExpired(token)) {
            return Optional.empty();
        }
        boolean judged = period.governed() || token.claimed() || (adopted && store.row(token.id()) != null);
        return judged ? judged(token) : natively(token);
    }

    private Optional<HeldToken> natively(HeldToken token) {
        if (period.switchedOn() && !notes.lets(token, period.maxReuse())) {
            return Optional.empty();
        }
        if (period.switchedOn()) {
            notes.minted(store.now());
        }
        return Optional.of(unclaimed("rt-" + ++minted));
    }

    private Optional<HeldToken> judged(HeldToken token) {
        RefreshProtocol protocol = new RefreshProtocol(store, store, new RecordingTakedown());
        Finding examined = protocol.examine(
                token.presented(), Rig.HERE.withSwitch(role(token)), period.policy(), Optional.empty());
        if (examined.refused()) {
            return Optional.empty();
        }
        KeycloaksSwitch before = notes.copy();
        boolean known = token.claimed() || examined.family() != null;
        boolean checked = period.switchedOn() && (!period.enforced() || (!known && notes.hasNotes()));
        if (checked && !notes.lets(token, period.maxReuse())) {
            return Optional.empty();
        }
        if (checked) {
            notes.minted(store.now());
        }
        String id = "rt-" + ++minted;
        Minted successor = new Minted(id, store.now(), expiry(), new AccessToken("at-of-" + id, store.now() + 300));
        if (!(protocol.settle(examined, period.policy(), successor) instanceof Granted granted)) {
            notes = before; // the request is rolled back
            return Optional.empty();
        }
        adopted |= !token.claimed();
        PresentedToken next = PresentedToken.claimed(
                granted.claim(),
                granted.issuedAt(),
                granted.expiresAt(),
                token.presented().owner());
        return Optional.of(new HeldToken(granted.tokenId(), next, true));
    }

    private RealmSwitch role(HeldToken token) {
        if (!period.switchedOn()) {
            return RealmSwitch.APART;
        }
        if (!period.enforced()) {
            return RealmSwitch.DECIDES;
        }
        boolean sure = ownLine || notes.wasUsedLast(token);
        return token.claimed() && sure && !notes.passes(token, period.maxReuse())
                ? RealmSwitch.HAS_SEEN_USE
                : RealmSwitch.APART;
    }
}
