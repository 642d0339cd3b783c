package dev.tokenfamily.admin;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.history.Reach;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.takedown.FamilySweep;
import dev.tokenfamily.takedown.SelectedTokens;
import dev.tokenfamily.takedown.SelectedTokens.Extent;
import dev.tokenfamily.takedown.Takedown;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an admin ends because of an incident, though its family may be revoked, or gone. Every method throws
 * {@link dev.tokenfamily.family.StoreUnavailableException} where the families or the sessions cannot be reached; then not all of it
 * is done, and it can be repeated.
 */
public final class IncidentTakedown {

    private final FamilyLookup families;
    private final FamilyStore store;
    private final FamilySweep sweep;
    private final SelectedTokens tokens;
    private final Takedown takedown;
    private final BiConsumer<Owner, RevocationScope> sessions;
    private final Consumer<Reach> ended;

    /**
     * Ends what is in these stores.
     *
     * @param sweep revokes families around the end of their sessions
     * @param tokens counts client sessions
     * @param takedown of what a revoked family leaves behind
     * @param sessions ends the sessions of an owner as far as a scope reaches
     * @param ended is told how far what has ended reached
     */
    public IncidentTakedown(
            FamilyLookup families,
            FamilyStore store,
            FamilySweep sweep,
            SelectedTokens tokens,
            Takedown takedown,
            BiConsumer<Owner, RevocationScope> sessions,
            Consumer<Reach> ended) {
        this.families = families;
        this.store = store;
        this.sweep = sweep;
        this.tokens = tokens;
        this.takedown = takedown;
        this.sessions = sessions;
        this.ended = ended;
    }

    /** How much would end. */
    Extent count(Incident incident, RevocationScope asked) {
        Reading reading = read(incident);
        RevocationScope scope = scope(reading, asked);
        if (scope == RevocationScope.FAMILY) {
            @Nullable Family family = reading.family();
            return new Extent(family == null || family.revoked() ? 0 : 1, 0);
        }
        Selection selection = selection(incident.owner(), scope);
        return new Extent((int) families.count(selection, false), tokens.countSessions(selection));
    }

    /** Ends it, and tells how much it was. */
    Extent end(Incident incident, RevocationScope asked) {
        Reading reading = read(incident);
        RevocationScope scope = scope(reading, asked);
        Owner owner = incident.owner();
        if (scope == RevocationScope.FAMILY) {
            return endFamily(incident, reading.family());
        }
        Selection selection = selection(owner, scope);
        Extent extent = sweep.endAround(selection, RevocationReason.ADMIN, () -> {
            int ending = tokens.countSessions(selection);
            endSessions(read(incident).family(), owner, scope);
            return ending;
        });
        ended.accept(Reach.of(selection).ofUser(owner.userId()));
        return extent;
    }

    private Extent endFamily(Incident incident, @Nullable Family seen) {
        @Nullable
        Family revokedNow = store.revoke(incident.owner(), incident.familyId(), RevocationReason.ADMIN)
                .orElse(null);
        sweep.revokedFamilies().accept(revokedNow == null ? 0 : 1);
        @Nullable Family revoked = revokedNow == null ? seen : revokedNow;
        if (revoked != null) {
            takedown.takeDown(revoked, RevocationScope.FAMILY);
        }
        if (revokedNow != null) {
            ended.accept(Reach.ofFamily(revokedNow.owner(), revokedNow.id()));
        }
        return new Extent(revokedNow == null ? 0 : 1, 0);
    }

    /** The row names access tokens that no session ends; where it is gone, there are none. */
    private void endSessions(@Nullable Family family, Owner owner, RevocationScope scope) {
        if (family == null) {
            sessions.accept(owner, scope);
        } else {
            takedown.takeDown(family, scope);
        }
    }

    /** The family of the incident, if it is that owner's. */
    private Reading read(Incident incident) {
        Reading reading = store.read(incident.owner(), incident.familyId());
        @Nullable Family family = reading.family();
        return family == null || family.owner().sameParties(incident.owner())
                ? reading
                : new Reading(null, reading.now(), 0);
    }

    /** Where some of its access tokens cannot be named, the family alone is not enough. */
    private static RevocationScope scope(Reading reading, RevocationScope asked) {
        @Nullable Family family = reading.family();
        return family != null && family.accessTokens().someUnnamedAt(reading.now()) ? asked.withClientSession() : asked;
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
