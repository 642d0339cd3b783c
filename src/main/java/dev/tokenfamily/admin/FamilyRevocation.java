package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyQueries.ListedFamily;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.history.Reach;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.takedown.SelectedTokens;
import dev.tokenfamily.takedown.SelectedTokens.Extent;
import dev.tokenfamily.takedown.Takedown;
import jakarta.ws.rs.NotFoundException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.OperationType;

/** What an admin ends: one family, or all refresh tokens of a user, a client or a session. */
public final class FamilyRevocation {

    private final AdminRequest admin;
    private final FamilyLookup families;
    private final FamilyStore store;
    private final IntConsumer revokedFamilies;
    private final Takedown takedown;
    private final SelectedTokens tokens;
    private final Consumer<Reach> ended;

    /**
     * Serves one request of that admin.
     *
     * @param revokedFamilies is told how many families were revoked
     * @param takedown of what a revoked family leaves behind
     * @param tokens to be ended by a selection
     * @param ended is told of what has ended, for the history
     */
    public FamilyRevocation(
            AdminRequest admin,
            FamilyLookup families,
            FamilyStore store,
            IntConsumer revokedFamilies,
            Takedown takedown,
            SelectedTokens tokens,
            Consumer<Reach> ended) {
        this.admin = admin;
        this.families = families;
        this.store = store;
        this.revokedFamilies = revokedFamilies;
        this.takedown = takedown;
        this.tokens = tokens;
        this.ended = ended;
    }

    /**
     * Revokes a family, with its access tokens; 404 where there is none. Can be repeated: what a failure left behind is taken
     * down the next time.
     */
    void revoke(String familyId) {
        Optional<ListedFamily> found = families.find(familyId);
        if (found.isEmpty()) {
            admin.requireManage(null);
            throw new NotFoundException("Could not find token family");
        }
        Owner owner = found.get().family().owner();
        admin.requireManageOfOwner(owner.userId());
        Optional<Family> revokedNow = store.revoke(owner, familyId, RevocationReason.ADMIN);
        revokedFamilies.accept(revokedNow.isPresent() ? 1 : 0);
        Reading reading = store.read(owner, familyId);
        @Nullable Family revoked = revokedNow.orElse(reading.family());
        if (revoked != null) {
            takeDown(revoked, reading.now());
        }
        if (revokedNow.isPresent()) {
            ended.accept(Reach.ofFamily(owner, familyId));
        }
        admin.sendEvent(OperationType.DELETE, null);
    }

    /** Where some of its access tokens cannot be named, the other families of the client session end with it. */
    private void takeDown(Family revoked, long now) {
        Owner owner = revoked.owner();
        RevocationScope scope = revoked.accessTokens().someUnnamedAt(now)
                ? RevocationScope.FAMILY.withClientSession()
                : RevocationScope.FAMILY;
        if (scope == RevocationScope.CLIENT_SESSION) {
            revokedFamilies.accept(store.revokeAll(
                    Selection.ofClientSession(owner.realmId(), owner.clientId(), owner.sessionId()),
                    RevocationReason.ADMIN));
            ended.accept(new Reach(owner.realmId(), owner.userId(), owner.clientId(), owner.sessionId(), null, null));
        }
        takedown.takeDown(revoked, scope);
    }

    /** What was asked for, and how much ended, for the admin event. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EndedSelection(
            @Nullable String userId,
            @Nullable String clientId,
            @Nullable String sessionId,
            int families,
            int clientSessions) {}

    /**
     * Ends all refresh tokens of a selection, or counts them where the request says so; 404 where it names a client or a
     * session
     * that is not there.
     */
    Extent revoke(RevocationRequest request) {
        admin.requireManage(request.userId());
        Selection selection = admin.selection(request.userId(), request.clientId(), request.sessionId());
        if (request.sessionId() != null && isUnknown(selection)) {
            throw new NotFoundException("Could not find session");
        }
        if (request.dryRun()) {
            return new Extent((int) families.count(selection, false), tokens.countSessions(selection));
        }
        Extent extent = tokens.end(selection, RevocationReason.ADMIN);
        ended.accept(Reach.of(selection));
        admin.sendEvent(
                OperationType.ACTION,
                new EndedSelection(
                        request.userId(),
                        request.clientId(),
                        request.sessionId(),
                        extent.families(),
                        extent.clientSessions()));
        return extent;
    }

    private boolean isUnknown(Selection selection) {
        return families.count(selection, null) == 0 && tokens.countSessions(selection) == 0;
    }
}
