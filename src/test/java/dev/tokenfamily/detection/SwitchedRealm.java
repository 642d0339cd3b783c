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

    private static final long LIFETIME = 86_400;

    private final InMemoryFamilyStore store;
    private final boolean offline;
    private KeycloaksSwitch notes;
    private boolean ownLine;
    private boolean adopted;
    private int minted;
    private Period period;

    SwitchedRealm(Period period, boolean offline) {
        this(new InMemoryFamilyStore(Rig.LOGIN), new KeycloaksSwitch(), period, offline);
    }

    private SwitchedRealm(InMemoryFamilyStore store, KeycloaksSwitch notes, Period period, boolean offline) {
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
        copy.minted = minted;
        return copy;
    }

    SwitchedRealm during(Period other) {
        period = other;
        return this;
    }

    SwitchedRealm after(long seconds) {
        store.pass(seconds);
        return this;
    }

    Period period() {
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

    private @Nullable Long expiry() {
        return offline ? null : store.now() + LIFETIME;
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
        if (notes.hasEndedSession()) {
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
        RefreshProtocol protocol = new RefreshProtocol(store, new RecordingTakedown());
        Finding examined = protocol.examine(token.presented(), Rig.HERE.with(role(token)), period.policy());
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
