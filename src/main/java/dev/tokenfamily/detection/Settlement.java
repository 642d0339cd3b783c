package dev.tokenfamily.detection;

import dev.tokenfamily.detection.Ruling.Advance;
import dev.tokenfamily.detection.Ruling.Consumption;
import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.detection.Ruling.Refused;
import dev.tokenfamily.detection.Ruling.Retry;
import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.family.Superseded;
import dev.tokenfamily.family.TokenUse;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentKind;
import dev.tokenfamily.incident.IncidentStore;
import org.jspecify.annotations.Nullable;

/**
 * Writes what one finding asks for, and says which token is handed out: by the {@linkplain Outcome outcome} of its verdict, the
 * next generation or the one beyond, one of the same, or the head again. A row with a new head is computed by
 * {@link Succession}. What could not be written, because the row changed meanwhile, is null throughout: then
 * {@link RefreshProtocol} judges again.
 */
final class Settlement {

    private final FamilyStore store;
    private final IncidentStore incidents;
    private final Finding finding;
    private final PresentedToken token;
    private final Minted minted;
    private final long now;
    private final Succession succession;

    Settlement(FamilyStore store, IncidentStore incidents, Finding finding, Minted minted) {
        this.store = store;
        this.incidents = incidents;
        this.finding = finding;
        this.token = finding.token();
        this.minted = minted.replacing(token);
        this.now = finding.reading().now();
        this.succession = new Succession(finding, this.minted);
    }

    /** How the refresh ends; null where the row changed meanwhile. */
    @Nullable
    Ruling settle() {
        if (finding.refused()) {
            return new Refused(finding);
        }
        Family family = finding.family();
        @Nullable Granted granted = family == null ? first() : next(family);
        return granted == null ? null : whileSessionLasts(granted);
    }

    private @Nullable Granted first() {
        return switch (finding.outcome()) {
            case NEXT_GENERATION -> open(1);
            case SAME_GENERATION -> open(0);
            case REFUSED, HEAD_AGAIN, HEAD_AT_ANY_TIME, CATCH_UP, GENERATION_BEYOND -> throw unanswered();
        };
    }

    private @Nullable Granted next(Family family) {
        if (finding.switchRotates()) {
            return bySwitch(family);
        }
        return switch (finding.outcome()) {
            case NEXT_GENERATION -> replace(family, succession.rotated(family), toldOfPlace());
            case GENERATION_BEYOND -> replace(family, succession.recovered(family), toldOfPlace());
            case CATCH_UP ->
                caughtUp(family, finding.policy().rotates() ? succession.rotated(family) : succession.kept(family));
            case SAME_GENERATION -> sameGeneration(family);
            case HEAD_AGAIN -> retried(family, termsWithThisHead(family));
            case HEAD_AT_ANY_TIME -> retried(family, GraceTerms.UNLIMITED);
            case REFUSED -> throw unanswered();
        };
    }

    private IllegalStateException unanswered() {
        return new IllegalStateException("No tokens on " + finding.verdict());
    }

    /**
     * Whoever ends a session revokes the rows that are there. A row that somebody writes for the first token at that
     * moment escapes him, so nobody is given anything for a first token before he has looked for the session, after
     * whatever he wrote himself, or before whoever wrote the row must have done so.
     */
    private Ruling whileSessionLasts(Granted granted) {
        Family family = finding.family();
        boolean lookedFor = token.generation() > 0 || (family != null && !family.mayBeOpening(now));
        if (lookedFor || sessionAccepts(granted)) {
            return granted;
        }
        store.revoke(token.owner(), token.familyId(), RevocationReason.SESSION_ENDED);
        return new Refused(finding.withVerdict(new Verdict.Revoked()));
    }

    private boolean sessionAccepts(Granted granted) {
        try {
            return store.sessionAccepts(token.owner(), token.issuedAt());
        } catch (StoreUnavailableException e) {
            Consumption consumed = granted.consumed();
            if (consumed != null) {
                consumed.undo(store);
            }
            throw e;
        }
    }

    private @Nullable Granted open(int generation) {
        Family first = succession.opened(generation);
        return store.insert(first)
                ? grant(finding, generation, first.head().since(), generation == 0 ? null : new Advance(null, first))
                : null;
    }

    private @Nullable Granted bySwitch(Family family) {
        Family next = succession.bySwitch(family);
        return finding.outcome() == Outcome.CATCH_UP ? caughtUp(family, next) : replace(family, next, toldOfPlace());
    }

    /**
     * The incident of a new place comes before the advance, too: afterwards the row knows only the new one. Where another request
     * advances first, the head was in a new place all the same.
     */
    private Finding toldOfPlace() {
        if (!finding.policy().origin().tells() || finding.originChange().isEmpty()) {
            return finding;
        }
        Incident incident = finding.originIncident();
        boolean reported = incidents.observe(incident, finding.followUp());
        return (reported ? finding.reported() : finding).withIncidentId(incidents.idOf(incident));
    }

    /** The incident comes first: a failure after the advance would cost the client its token. */
    private @Nullable Granted caughtUp(Family family, Family next) {
        if (family.catchUps() == 0) {
            return replace(family, next.caughtUp(), finding.reported());
        }
        Incident again = finding.incidentOf(family, IncidentKind.CATCH_UP.text());
        incidents.observe(again);
        return replace(family, next.caughtUp(), finding.reported().withIncidentId(incidents.idOf(again)));
    }

    private @Nullable Granted replace(Family family, Family next, Finding done) {
        return store.advance(family, next)
                ? grant(done, next.generation(), next.head().since(), new Advance(family, next))
                : null;
    }

    /**
     * Keycloak's own mint, in the generation of the token that was presented. Its access token is not named in the row, but the
     * row says that there are such (ADR 10).
     */
    private @Nullable Granted sameGeneration(Family family) {
        Head kept = minted.asHead(token.since());
        long accessUntil = minted.accessToken().expiresAt();
        AccessTokens known = family.accessTokens();
        boolean covered = family.retention().covers(kept) && known.coversUnnamed(accessUntil);
        boolean granted = covered
                || store.retain(
                        family,
                        family.retention().covering(kept, now),
                        known.coveringUnnamed(accessUntil).unnamedUntil());
        return granted ? grant(finding, token.generation(), token.since(), null) : null;
    }

    /** The store counts only the answers with this head: those before it are taken off what is allowed. */
    private GraceTerms termsWithThisHead(Family family) {
        Superseded superseded = family.lineage().superseded(token.generation()).orElseThrow();
        return Detector.graceTerms(superseded, finding.policy()).afterAnswers(superseded.earlierRetries());
    }

    private @Nullable Granted retried(Family family, GraceTerms terms) {
        return finding.policy().enforced() ? headAgain(family, terms) : observedRetry(family, terms);
    }

    /** The token that the rotation gave; recorded, so that nobody takes the rotation back any more. */
    private @Nullable Granted headAgain(Family family, GraceTerms terms) {
        if (!recordRetry(family, terms)) {
            return null;
        }
        Head head = family.head();
        FamilyClaim claim = claim(family.generation(), head.since());
        return new Granted(finding, head.tokenId(), head.issuedAt(), head.expiresAt(), claim, new Retry(family));
    }

    /**
     * Under an observing policy a retry gets nothing that ends before what Keycloak would have given: the head, or a token of
     * its generation.
     */
    private @Nullable Granted observedRetry(Family family, GraceTerms terms) {
        Head sibling = minted.asHead(family.head().since());
        if (family.head().outlasts(sibling)) {
            return headAgain(family, terms);
        }
        if (!recordRetry(family, terms)) {
            return null;
        }
        if (!family.retention().covers(sibling)) {
            store.outlast(family, family.retention().covering(sibling, now));
        }
        return grant(finding, family.generation(), sibling.since(), new Retry(family));
    }

    private boolean recordRetry(Family family, GraceTerms terms) {
        return store.retry(
                family, terms, new TokenUse(now, finding.presentation().origin().address()), minted.accessToken());
    }

    /** What Keycloak minted, as a token of that generation. */
    private Granted grant(Finding done, int generation, long since, @Nullable Consumption consumed) {
        return new Granted(
                done, minted.tokenId(), minted.issuedAt(), minted.expiresAt(), claim(generation, since), consumed);
    }

    private FamilyClaim claim(int generation, long since) {
        // an adopted token's start comes from its session, which can begin anew; the row remembers the first one
        Family family = finding.family();
        long start = family == null ? token.start() : family.start();
        return new FamilyClaim(token.familyId(), generation, start, since, null);
    }
}
