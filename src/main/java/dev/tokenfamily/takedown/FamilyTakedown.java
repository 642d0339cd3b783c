package dev.tokenfamily.takedown;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.history.Reach;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.takedown.SelectedTokens.Extent;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What somebody ends of a family and around it, an admin or its user, though it may be revoked by then, or gone. It can be repeated: what a failure has
 * left is ended the next time, and what has ended is not counted again.
 */
public final class FamilyTakedown {

    private final RevocationReason reason;
    private final FamilyStore store;
    private final FamilySweep sweep;
    private final ToIntFunction<Selection> activeFamilies;
    private final ToIntFunction<Selection> clientSessions;
    private final Takedown takedown;
    private final BiConsumer<Owner, RevocationScope> sessions;
    private final Consumer<Reach> ended;

    /**
     * Ends what is in that store.
     *
     * @param reason that the rows are given
     * @param sweep revokes families of that store around the end of their sessions
     * @param activeFamilies counts those of a selection
     * @param clientSessions counts those of a selection
     * @param takedown of what a revoked family leaves behind
     * @param sessions ends the sessions of an owner as far as a scope reaches
     * @param ended is told how far what has ended reached, also where a failure follows
     */
    public FamilyTakedown(
            RevocationReason reason,
            FamilyStore store,
            FamilySweep sweep,
            ToIntFunction<Selection> activeFamilies,
            ToIntFunction<Selection> clientSessions,
            Takedown takedown,
            BiConsumer<Owner, RevocationScope> sessions,
            Consumer<Reach> ended) {
        this.reason = reason;
        this.store = store;
        this.sweep = sweep;
        this.activeFamilies = activeFamilies;
        this.clientSessions = clientSessions;
        this.takedown = takedown;
        this.sessions = sessions;
        this.ended = ended;
    }

    /**
     * How much would end.
     *
     * @throws StoreUnavailableException where it cannot be counted
     */
    public Extent count(Owner owner, String familyId, RevocationScope asked) {
        Reading reading = read(owner, familyId);
        @Nullable Family family = reading.family();
        RevocationScope scope = isEnough(family, reading.now()) ? asked : asked.withClientSession();
        if (scope == RevocationScope.FAMILY) {
            return new Extent(family == null || family.revoked() ? 0 : 1, 0);
        }
        Selection selection = selection(owner, scope);
        return new Extent(activeFamilies.applyAsInt(selection), clientSessions.applyAsInt(selection));
    }

    /**
     * Ends it, and tells how much it was.
     *
     * @throws StoreUnavailableException where a family alone was to end and cannot be reached; then nothing has ended
     */
    public Ended end(Owner owner, String familyId, RevocationScope asked) {
        return asked == RevocationScope.FAMILY ? endFamily(owner, familyId) : endAround(owner, familyId, asked);
    }

    private Ended endFamily(Owner owner, String familyId) {
        @Nullable Family revokedNow = store.revoke(owner, familyId, reason).orElse(null);
        int families = revokedNow == null ? 0 : 1;
        sweep.revokedFamilies().accept(families);
        if (revokedNow != null) {
            ended.accept(Reach.ofFamily(owner, familyId));
        }
        return Ended.all(families, 0).and(endAccessTokens(owner, familyId, revokedNow));
    }

    /** Where some cannot be named, the client session ends with all its families. */
    private Ended endAccessTokens(Owner owner, String familyId, @Nullable Family revokedNow) {
        try {
            Reading reading = read(owner, familyId);
            @Nullable Family revoked = revokedNow == null ? reading.family() : revokedNow;
            if (!isEnough(revoked, reading.now())) {
                return endAround(owner, familyId, RevocationScope.FAMILY.withClientSession());
            }
            if (revoked != null) {
                takedown.takeDown(revoked, RevocationScope.FAMILY);
            }
            return Ended.all(0, 0);
        } catch (StoreUnavailableException e) {
            return Ended.all(0, 0).butFor(e);
        }
    }

    private Ended endAround(Owner owner, String familyId, RevocationScope scope) {
        Selection selection = selection(owner, scope);
        Ended around = sweep.endAround(selection, reason, count -> {
            int ending = clientSessions.applyAsInt(selection);
            endSessions(read(owner, familyId).family(), owner, scope);
            count.accept(ending);
        });
        if (around.some()) {
            ended.accept(Reach.of(selection).ofUser(owner.userId()));
        }
        return around;
    }

    /** The row names access tokens that no session ends; where it is gone, there are none. */
    private void endSessions(@Nullable Family family, Owner owner, RevocationScope scope) {
        if (family == null) {
            sessions.accept(owner, scope);
        } else {
            takedown.takeDown(family, scope);
        }
    }

    /** The family, if it is that owner's. */
    private Reading read(Owner owner, String familyId) {
        Reading reading = store.read(owner, familyId);
        @Nullable Family family = reading.family();
        return family == null || family.owner().sameParties(owner) ? reading : new Reading(null, reading.now(), 0);
    }

    /** Whether nothing is left of a family that is taken down alone: all its access tokens can be named. */
    private static boolean isEnough(@Nullable Family family, long now) {
        return family == null || !family.accessTokens().someUnnamedAt(now);
    }

    private static Selection selection(Owner owner, RevocationScope scope) {
        String realm = owner.realmId();
        return switch (scope) {
            case FAMILY -> throw new IllegalArgumentException("One family is no selection");
            case CLIENT_SESSION -> Selection.ofClientSession(realm, owner.clientId(), owner.sessionId());
            case USER_SESSION -> Selection.ofUserSession(realm, owner.sessionId());
            case USER -> Selection.ofUser(realm, owner.userId());
        };
    }
}
