package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.detection.Takedown;
import dev.tokenfamily.family.ClientSessions;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyQueries.ListedFamily;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.policy.RevocationScope;
import jakarta.ws.rs.NotFoundException;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.OperationType;

/** What an admin ends: one family, or all refresh tokens of a user, a client or a session. */
public final class FamilyRevocation {

    private final AdminRequest admin;
    private final FamilyLookup families;
    private final FamilyStore store;
    private final Takedown takedown;
    private final ClientSessions clientSessions;
    private final IntConsumer revokedFamilies;

    /**
     * For one request.
     *
     * @param takedown of what a revoked family leaves behind
     * @param revokedFamilies is told how many families were revoked
     */
    public FamilyRevocation(
            AdminRequest admin,
            FamilyLookup families,
            FamilyStore store,
            Takedown takedown,
            ClientSessions clientSessions,
            IntConsumer revokedFamilies) {
        this.admin = admin;
        this.families = families;
        this.store = store;
        this.takedown = takedown;
        this.clientSessions = clientSessions;
        this.revokedFamilies = revokedFamilies;
    }

    /** Can be repeated: what a failure left behind is taken down the next time. */
    void revoke(String familyId) {
        Optional<ListedFamily> found = families.find(familyId);
        if (found.isEmpty()) {
            admin.requireManage(null);
            throw new NotFoundException("Could not find token family");
        }
        admin.requireManageOf(found.get().family().owner().userId());
        revokedFamilies.accept(store.revoke(familyId, RevocationReason.ADMIN) ? 1 : 0);
        @Nullable Family revoked = store.read(familyId).family(); // with the access tokens of a refresh in flight
        if (revoked != null) {
            takedown.takeDown(revoked, RevocationScope.FAMILY);
        }
        admin.done(OperationType.DELETE, null);
    }

    /** How many families were active, and how many client sessions there were. */
    record Extent(int families, int clientSessions) {}

    /** What was asked for, and what became of it, for the admin event. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Done(
            @Nullable String userId,
            @Nullable String clientId,
            @Nullable String sessionId,
            int families,
            int clientSessions) {}

    Extent revoke(RevocationRequest request) {
        admin.requireManage(request.userId());
        Selection.Matching selection = admin.selection(request.userId(), request.clientId(), request.sessionId());
        if (request.sessionId() != null && isUnknown(selection)) {
            throw new NotFoundException("Could not find session");
        }
        if (request.dryRun()) {
            return new Extent((int) families.count(selection, false), clientSessions.count(selection));
        }
        Extent extent = revoke(selection);
        admin.done(
                OperationType.ACTION,
                new Done(
                        request.userId(),
                        request.clientId(),
                        request.sessionId(),
                        extent.families(),
                        extent.clientSessions()));
        return extent;
    }

    private boolean isUnknown(Selection.Matching selection) {
        return families.count(selection, null) == 0 && clientSessions.count(selection) == 0;
    }

    /** The families once more at the end, for a first refresh that has found its session still there. */
    private Extent revoke(Selection.Matching selection) {
        int before = store.revokeAll(selection, RevocationReason.ADMIN);
        revokedFamilies.accept(before);
        int ended = clientSessions.end(selection);
        int after = store.revokeAll(selection, RevocationReason.ADMIN);
        revokedFamilies.accept(after);
        return new Extent(before + after, ended);
    }
}
