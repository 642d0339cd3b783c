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
import org.jspecify.annotations.Nullable;

/**
 * Makes each call of the port one step on the stage.
 *
 * @param remembering whether it is that of a node which has seen the row before
 * @param standsStill whether it is that of the node which may stand still
 */
record StagedStore(Stage stage, boolean remembering, boolean standsStill) implements WholeStore {

    @Override
    public Reading read(Owner owner, String familyId) {
        return here(stage.call(Effect.READ, Reading.class, s -> s.read(owner, familyId)));
    }

    @Override
    public Optional<Reading> recall(Owner owner, String familyId) {
        return remembering ? stage.recall(owner, familyId).map(this::here) : Optional.empty();
    }

    private Reading here(Reading reading) {
        return standsStill ? reading : new Reading(reading.family(), reading.now(), 0, 0, reading.recalled());
    }

    @Override
    public boolean unchanged(Family seen) {
        return stage.call(Effect.READ, Boolean.class, s -> s.unchanged(seen));
    }

    @Override
    public boolean insert(Family first) {
        return stage.call(Effect.WRITE, Boolean.class, s -> s.insert(first));
    }

    @Override
    public boolean sessionAccepts(Owner owner, long tokenIssuedAt) {
        return stage.call(Effect.SESSION, Boolean.class, s -> s.sessionAccepts(owner, tokenIssuedAt));
    }

    @Override
    public boolean insertRevoked(Family revoked) {
        return stage.call(Effect.WRITE, Boolean.class, s -> s.insertRevoked(revoked));
    }

    @Override
    public boolean advance(Family from, Family to) {
        return stage.call(Effect.WRITE, Boolean.class, s -> s.advance(from, to));
    }

    @Override
    public boolean retry(Family family, GraceTerms terms, TokenUse use, AccessToken accessToken) {
        return stage.call(Effect.WRITE, Boolean.class, s -> s.retry(family, terms, use, accessToken));
    }

    @Override
    public boolean close(Family from, Family to) {
        return stage.call(Effect.WRITE, Boolean.class, s -> s.close(from, to));
    }

    @Override
    public boolean undo(@Nullable Family before, Family after) {
        return stage.call(Effect.UNDO, Boolean.class, s -> s.undo(before, after));
    }

    @Override
    public boolean undoRetry(Family family) {
        return stage.call(Effect.UNDO, Boolean.class, s -> s.undoRetry(family));
    }

    @Override
    public boolean spare(Family seen, long until) {
        return stage.call(Effect.WRITE, Boolean.class, s -> s.spare(seen, until));
    }

    @Override
    public boolean retain(Family seen, Retention retention, long unnamedUntil) {
        return stage.call(Effect.WRITE, Boolean.class, s -> s.retain(seen, retention, unnamedUntil));
    }

    @Override
    public void outlast(Family seen, Retention retention) {
        stage.call(Effect.WRITE, Boolean.class, s -> {
            s.outlast(seen, retention);
            return true;
        });
    }

    @Override
    public boolean observe(Incident incident, FollowUp followUp) {
        return stage.call(Effect.WRITE, Boolean.class, s -> s.observe(incident, followUp));
    }

    @Override
    public NoteOutcome note(Incident incident, FollowUp followUp) {
        return stage.call(Effect.WRITE, NoteOutcome.class, s -> s.note(incident, followUp));
    }

    @Override
    @SuppressWarnings("unchecked") // a class literal has no parameter
    public Optional<Family> revoke(Owner owner, String familyId, RevocationReason reason) {
        return stage.call(Effect.WRITE, Optional.class, s -> s.revoke(owner, familyId, reason));
    }

    @Override
    @SuppressWarnings("unchecked") // a class literal has no parameter
    public Optional<Family> revokeFor(Incident incident, FollowUp followUp) {
        return stage.call(Effect.WRITE, Optional.class, s -> s.revokeFor(incident, followUp));
    }

    /** Asks no store. */
    @Override
    public String idOf(Incident incident) {
        return InMemoryFamilyStore.named(incident);
    }

    @Override
    @SuppressWarnings("unchecked") // a class literal has no parameter
    public Optional<String> repeat(Owner owner, String familyId, Repeat repeat) {
        return stage.call(Effect.WRITE, Optional.class, s -> s.repeat(owner, familyId, repeat));
    }

    @Override
    public int revokeAll(Selection selection, RevocationReason reason) {
        return stage.call(Effect.WRITE, Integer.class, s -> s.revokeAll(selection, reason));
    }

    @Override
    public int countBeyond(Allowance allowance) {
        return stage.call(Effect.READ, Integer.class, s -> s.countBeyond(allowance));
    }

    @Override
    @SuppressWarnings("unchecked") // a class literal has no parameter
    public List<Family> revokeBeyond(Allowance allowance, RevocationReason reason) {
        return stage.call(Effect.WRITE, List.class, s -> s.revokeBeyond(allowance, reason));
    }

    @Override
    public void endLinks(String realmId, String userId) {
        stage.call(Effect.WRITE, Boolean.class, s -> {
            s.endLinks(realmId, userId);
            return true;
        });
    }
}
