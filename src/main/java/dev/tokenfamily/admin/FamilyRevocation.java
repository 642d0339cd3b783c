package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.family.FamilyQueries.ListedFamily;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.history.Reach;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.takedown.Ended;
import dev.tokenfamily.takedown.FamilyTakedown;
import dev.tokenfamily.takedown.SelectedTokens;
import dev.tokenfamily.takedown.SelectedTokens.Extent;
import jakarta.ws.rs.NotFoundException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.OperationType;

/**
 * What an admin ends: one family, or all refresh tokens of a user, a client or a session. What has ended leaves an admin event,
 * also where a failure follows.
 */
public final class FamilyRevocation {

    private final AdminRequest admin;
    private final FamilyLookup families;
    private final FamilyTakedown takedown;
    private final SelectedTokens tokens;
    private final Consumer<Reach> ended;

    /**
     * Serves one request of that admin.
     *
     * @param takedown of one family
     * @param tokens to be ended by a selection
     * @param ended is told of what has ended of a selection, for the history
     */
    public FamilyRevocation(
            AdminRequest admin,
            FamilyLookup families,
            FamilyTakedown takedown,
            SelectedTokens tokens,
            Consumer<Reach> ended) {
        this.admin = admin;
        this.families = families;
        this.takedown = takedown;
        this.tokens = tokens;
        this.ended = ended;
    }

    /**
     * Revokes a family, with its access tokens; 404 where there is none. Can be repeated: what a failure left behind is taken
     * down the next time.
     */
    Ended revoke(String familyId) {
        Optional<ListedFamily> found = families.find(familyId);
        if (found.isEmpty()) {
            admin.requireManage(null);
            throw new NotFoundException("Could not find token family");
        }
        Owner owner = found.get().family().owner();
        admin.requireManageOfOwner(owner.userId());
        Ended revoked = takedown.end(owner, familyId, RevocationScope.FAMILY);
        if (revoked.failure() == null || revoked.some()) {
            admin.sendEvent(OperationType.DELETE, null);
        }
        return revoked;
    }

    /** What was asked for, and how much ended, for the admin event. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EndedSelection(
            @Nullable String userId,
            @Nullable String clientId,
            @Nullable String sessionId,
            int families,
            int clientSessions) {

        private static EndedSelection of(RevocationRequest request, Extent extent) {
            return new EndedSelection(
                    request.userId(),
                    request.clientId(),
                    request.sessionId(),
                    extent.families(),
                    extent.clientSessions());
        }
    }

    /**
     * Ends all refresh tokens of a selection, or counts them where the request says so; 404 where it names a client or a session
     * that is not there. Can be repeated.
     */
    Ended revoke(RevocationRequest request) {
        admin.requireManage(request.userId());
        Selection selection = admin.selection(request.userId(), request.clientId(), request.sessionId());
        if (request.sessionId() != null && isUnknown(selection)) {
            throw new NotFoundException("Could not find session");
        }
        if (request.dryRun()) {
            return Ended.all((int) families.count(selection, false), tokens.countSessions(selection));
        }
        Ended revoked = tokens.end(selection, RevocationReason.ADMIN);
        if (revoked.some()) {
            ended.accept(Reach.of(selection));
        }
        if (revoked.failure() == null || revoked.some()) {
            admin.sendEvent(OperationType.ACTION, EndedSelection.of(request, revoked.extent()));
        }
        return revoked;
    }

    private boolean isUnknown(Selection selection) {
        return families.count(selection, null) == 0 && tokens.countSessions(selection) == 0;
    }
}
