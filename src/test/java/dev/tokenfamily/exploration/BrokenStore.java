package dev.tokenfamily.exploration;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Allowance;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.InMemoryFamilyStore;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.Retention;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.family.TokenUse;
import dev.tokenfamily.family.WholeStore;
import dev.tokenfamily.incident.FollowUp;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.Repeat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store that breaks one promise of the port, to show that the explorer would notice. */
record BrokenStore(InMemoryFamilyStore rows, Promise broken) implements WholeStore {

    /** What a store must look at before it writes. */
    enum Promise {
        INSERT_LEAVES_WHAT_IS_THERE,
        SESSION_MUST_BE_THERE,
        REVOKED_ROW_LEAVES_WHAT_IS_THERE,
        ADVANCE_ONLY_FROM_THE_SAME_HEAD,
        ADVANCE_ONLY_WHILE_ACTIVE,
        ADVANCE_ONLY_SOON_AFTER_THE_JUDGEMENT,
        RETRY_ONLY_WHILE_ACTIVE,
        RETRY_ONLY_IN_TIME,
        RETRY_IS_COUNTED,
        UNDO_ONLY_IF_NOT_ANSWERED,
        UNDO_ONLY_WHILE_ACTIVE,
        REVOKE_ONLY_ONCE,
        REVOKE_IS_KEPT,
        OBSERVE_ONLY_ONCE,
        SPARED_IS_KEPT,
        UNCHANGED_ONLY_WHILE_ACTIVE
    }

    private boolean breaks(Promise promise) {
        return broken == promise;
    }

    @Override
    public Optional<Reading> recall(Owner owner, String familyId) {
        return rows.recall(owner, familyId);
    }

    @Override
    public Reading read(Owner owner, String familyId) {
        return rows.read(owner, familyId);
    }

    @Override
    public boolean unchanged(Family seen) {
        return breaks(Promise.UNCHANGED_ONLY_WHILE_ACTIVE) || rows.unchanged(seen);
    }

    @Override
    public boolean insert(Family first) {
        return breaks(Promise.INSERT_LEAVES_WHAT_IS_THERE) ? put(first) : rows.insert(first);
    }

    @Override
    public boolean sessionAccepts(Owner owner, long tokenIssuedAt) {
        return breaks(Promise.SESSION_MUST_BE_THERE) || rows.sessionAccepts(owner, tokenIssuedAt);
    }

    @Override
    public boolean insertRevoked(Family revoked) {
        if (breaks(Promise.REVOKED_ROW_LEAVES_WHAT_IS_THERE)) {
            rows.put(revoked);
            return true;
        }
        return rows.insertRevoked(revoked);
    }

    @Override
    public boolean advance(Family from, Family to) {
        @Nullable Family row = rows.row(from.id());
        if (row == null) {
            return false;
        }
        boolean blind =
                switch (broken) {
                    case ADVANCE_ONLY_FROM_THE_SAME_HEAD -> !row.revoked();
                    case ADVANCE_ONLY_WHILE_ACTIVE -> row.generation() == from.generation();
                    case ADVANCE_ONLY_SOON_AFTER_THE_JUDGEMENT -> row.equals(from);
                    default -> false;
                };
        return blind ? put(to) : rows.advance(from, to);
    }

    @Override
    public boolean retry(Family family, GraceTerms terms, TokenUse use, AccessToken accessToken) {
        @Nullable Family row = rows.row(family.id());
        if (breaks(Promise.RETRY_ONLY_WHILE_ACTIVE) && row != null && row.revoked()) {
            return true;
        }
        if (breaks(Promise.RETRY_IS_COUNTED)) {
            return family.equals(row);
        }
        return rows.retry(family, breaks(Promise.RETRY_ONLY_IN_TIME) ? GraceTerms.UNLIMITED : terms, use, accessToken);
    }

    @Override
    public boolean close(Family from, Family to) {
        return rows.close(from, to);
    }

    @Override
    public boolean undo(@Nullable Family before, Family after) {
        @Nullable Family row = rows.row(after.id());
        if (row == null || before == null) {
            return rows.undo(before, after);
        }
        boolean blind = (breaks(Promise.UNDO_ONLY_IF_NOT_ANSWERED) && !row.revoked())
                || (breaks(Promise.UNDO_ONLY_WHILE_ACTIVE) && row.revoked());
        return blind ? put(before) : rows.undo(before, after);
    }

    @Override
    public boolean undoRetry(Family family) {
        return rows.undoRetry(family);
    }

    @Override
    public boolean spare(Family seen, long until) {
        return breaks(Promise.SPARED_IS_KEPT) || rows.spare(seen, until);
    }

    @Override
    public boolean retain(Family seen, Retention retention, long unnamedUntil) {
        return rows.retain(seen, retention, unnamedUntil);
    }

    @Override
    public void outlast(Family seen, Retention retention) {
        rows.outlast(seen, retention);
    }

    @Override
    public boolean observe(Incident incident, FollowUp followUp) {
        return rows.observe(incident, followUp) || breaks(Promise.OBSERVE_ONLY_ONCE);
    }

    @Override
    public NoteOutcome note(Incident incident, FollowUp followUp) {
        return rows.note(incident, followUp);
    }

    @Override
    public Optional<Family> revoke(Owner owner, String familyId, RevocationReason reason) {
        return broken(rows.row(familyId), () -> rows.revoke(owner, familyId, reason));
    }

    @Override
    public Optional<Family> revokeFor(Incident incident, FollowUp followUp) {
        return broken(rows.row(incident.familyId()), () -> rows.revokeFor(incident, followUp));
    }

    private Optional<Family> broken(@Nullable Family row, Supplier<Optional<Family>> revocation) {
        Optional<Family> claimed = Optional.ofNullable(row);
        if (breaks(Promise.REVOKE_IS_KEPT)) {
            return claimed;
        }
        Optional<Family> revoked = revocation.get();
        return breaks(Promise.REVOKE_ONLY_ONCE) ? claimed : revoked;
    }

    @Override
    public String idOf(Incident incident) {
        return rows.idOf(incident);
    }

    @Override
    public Optional<String> repeat(Owner owner, String familyId, Repeat repeat) {
        return rows.repeat(owner, familyId, repeat);
    }

    @Override
    public int revokeAll(Selection selection, RevocationReason reason) {
        return rows.revokeAll(selection, reason);
    }

    @Override
    public int countBeyond(Allowance allowance) {
        return rows.countBeyond(allowance);
    }

    @Override
    public List<Family> revokeBeyond(Allowance allowance, RevocationReason reason) {
        return rows.revokeBeyond(allowance, reason);
    }

    @Override
    public void endLinks(String realmId, String userId) {
        rows.endLinks(realmId, userId);
    }

    private boolean put(Family family) {
        rows.put(family);
        return true;
    }
}
