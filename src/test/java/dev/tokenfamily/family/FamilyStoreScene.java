package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.incident.FollowUp;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.ReuseKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What every test of a store needs: the store, somebody to own families, and families. */
public abstract class FamilyStoreScene {

    /** The store under test. */
    protected abstract WholeStore store();

    /** Somebody whose user session is alive and has the client in it. */
    protected abstract Owner owner();

    /** The same after the session has ended. */
    protected abstract Owner ownerWhoseSessionEnded();

    /** The store's time. */
    protected final long now() {
        return store().read(owner(), "no such family").now();
    }

    /** The row as it is now. */
    protected final @Nullable Family row(Family family) {
        return store().read(family.owner(), family.id()).family();
    }

    /** That nothing has happened to it. */
    protected final void assertStored(Family family) {
        assertThat(row(family)).isEqualTo(family);
    }

    /** A family that is not stored yet, with an id of its own. */
    protected final Family family(Owner owner) {
        return family(UUID.randomUUID().toString(), owner);
    }

    protected final Family family(String id, Owner owner) {
        return family(id, owner, now());
    }

    /** First used then. */
    protected final Family family(String id, Owner owner, long now) {
        return Family.opened(
                id,
                owner,
                now - 60,
                0,
                head(now),
                terms(now, 0),
                now,
                new Origin("192.0.2.1", null),
                AccessTokens.NONE);
    }

    /** A family as its first refresh leaves it. */
    protected final Family inserted() {
        Family family = family(owner());
        assertThat(store().insert(family)).isTrue();
        return family;
    }

    /** Stored whoever owns it, and whether or not their session lives: that is not asked of a revoked first row. */
    protected final Family stored(Family family) {
        assertThat(store().insertRevoked(family)).isTrue();
        return family;
    }

    /** The family after a rotation. No two rotations are the same. */
    protected final Family rotated(Family from) {
        return rotated(from, now());
    }

    protected final Family rotated(Family from, long now) {
        return from.advanced(
                from.generation() + 1,
                head(now),
                terms(now, 0),
                now,
                new Origin("198.51.100.7", "App/1.0"),
                new AccessToken("access-" + UUID.randomUUID(), now + 300));
    }

    /** A reuse of one of its tokens. */
    protected static Incident incident(Family family, ReuseKind kind, boolean enforced) {
        return new Incident(
                family.id(),
                family.owner(),
                kind.text(),
                0,
                family.generation(),
                new Origin("203.0.113.66", "curl/8"),
                family.rotatedFrom(),
                "family",
                enforced,
                null,
                null,
                null);
    }

    /** Whether it is the first of its kind. */
    protected final boolean observe(Family family, ReuseKind kind) {
        return store().observe(incident(family, kind, false));
    }

    protected static GraceTerms terms(long now, int maxRetries) {
        RetryBinding binding =
                new RetryBinding(new IpPrefix(24, 56), true, "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
        return new GraceTerms(now + 600, maxRetries, binding);
    }

    /** Whether this caller turned it from active into revoked. */
    protected final boolean revoke(Family family, RevocationReason reason) {
        return store().revoke(family.owner(), family.id(), reason).isPresent();
    }

    /** The same, for a reuse. */
    protected final boolean revokeFor(Family family, ReuseKind kind) {
        return store().revokeFor(incident(family, kind, true), FollowUp.NONE).isPresent();
    }

    /** Another answer to the predecessor, at the time of the family's last use. */
    protected final boolean retry(Family family, int maxRetries, String accessTokenId) {
        long now = family.lastUse().at();
        return store().retry(
                        family,
                        terms(now, maxRetries),
                        new TokenUse(now, "203.0.113.9"),
                        new AccessToken(accessTokenId, now + 300));
    }

    private static Head head(long now) {
        return new Head("trrtcc:" + UUID.randomUUID(), now, now + 1800, now);
    }

    /** As a caller sees it who believes in another generation, head and number of retries. */
    protected static Family seenWith(Family family, int generation, String headId, int retries) {
        Head head = family.head();
        Grace grace = family.grace();
        return changed(
                family,
                generation,
                new Head(headId, head.issuedAt(), head.expiresAt(), head.since()),
                new Grace(grace.terms(), retries, grace.streak(), grace.supersession(), grace.burst()),
                family.retention(),
                family.revocation());
    }

    /** The same, kept for another time. */
    protected static Family kept(Family family, Retention retention) {
        return changed(family, family.generation(), family.head(), family.grace(), retention, family.revocation());
    }

    /** As a caller sees it who does not know of the revocation. */
    protected static Family seenActive(Family family) {
        return changed(family, family.generation(), family.head(), family.grace(), family.retention(), null);
    }

    private static Family changed(
            Family family,
            int generation,
            Head head,
            Grace grace,
            Retention retention,
            @Nullable RevocationReason revocation) {
        return new Family(
                family.id(),
                family.owner(),
                family.start(),
                generation,
                head,
                grace,
                family.firstUse(),
                family.lastUse(),
                family.rotatedFrom(),
                family.accessTokens(),
                family.catchUps(),
                retention,
                revocation,
                family.recoveries(),
                family.sparedUntil());
    }
}
