package dev.tokenfamily.detection;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.Origin;

/**
 * The row of a family with the minted token as its new head, and the terms under which its predecessor is still answered.
 * Computed only: {@link Settlement} chooses among these rows, and writes.
 */
final class Succession {

    /** The access token of the login has an expiry that nobody remembers; it is taken to live at least this long. */
    private static final long DAY = 86_400;

    private final Finding finding;
    private final PresentedToken token;
    private final Minted minted;
    private final long now;
    private final Origin origin;

    Succession(Finding finding, Minted minted) {
        this.finding = finding;
        this.token = finding.token();
        this.minted = minted;
        this.now = finding.reading().now();
        this.origin = finding.presentation().origin();
    }

    /** The first row of a family, of which the minted token is generation 1, or again generation 0. */
    Family opened(int generation) {
        long since = generation == 0 ? token.since() : now;
        GraceTerms terms = generation == 0 ? GraceTerms.NONE : termsFromNow();
        AccessTokens accessTokens = loginAccessToken().plus(minted.accessToken(), now);
        Family opened = Family.opened(
                        token.familyId(),
                        token.owner(),
                        token.start(),
                        generation,
                        minted.asHead(since),
                        terms,
                        now,
                        origin,
                        accessTokens)
                .covering(token.expiresAt(), now);
        return finding.switchRotates() ? opened.supersededBySwitch() : opened;
    }

    private AccessTokens loginAccessToken() {
        String id = token.accessTokenId();
        long lifetime = minted.accessToken().expiresAt() - minted.issuedAt();
        if (id == null) { // nor is it known whether the token was used before, and how often
            return AccessTokens.NONE.plusUnnamed(now + lifetime);
        }
        return AccessTokens.NONE.plus(new AccessToken(id, token.issuedAt() + Math.max(DAY, lifetime)), now);
    }

    /** Advanced by one generation past that of the presented token, which can be newer than the row. */
    Family rotated(Family family) {
        return family.advanced(
                token.generation() + 1, minted.asHead(now), termsFromNow(), now, origin, minted.accessToken());
    }

    /** Advanced past a head whose answer was lost. */
    Family recovered(Family family) {
        return family.recovered(
                minted.asHead(now),
                termsOfRecovery(),
                now,
                origin,
                minted.accessToken(),
                finding.policy().recovery().period());
    }

    /** Advanced to the presented generation, and no further. */
    Family kept(Family family) {
        Head kept = minted.asHead(token.since());
        return family.advanced(token.generation(), kept, GraceTerms.NONE, now, origin, minted.accessToken());
    }

    /**
     * Whatever Keycloak's own switch lets pass is answered with what Keycloak minted. By its rules that is the newest token
     * now, and the head from here on, whichever generation was presented.
     */
    Family bySwitch(Family family) {
        int newest = Math.max(family.generation(), token.generation());
        return family.advanced(newest + 1, minted.asHead(now), termsFromNow(), now, origin, minted.accessToken())
                .supersededBySwitch();
    }

    /** A retry must come from where the recovery had to come from: its token was without grace for as long as that. */
    private GraceTerms termsOfRecovery() {
        GraceTerms terms = termsFromNow();
        Presentation presentation = finding.presentation();
        boolean fromAnywhere = presentation.clientAuthenticated() || presentation.keyOfToken() != null;
        return fromAnywhere ? terms : terms.boundTo(finding.policy().grace().prefix());
    }

    /** Without a policy Keycloak's own switch rotates, if anything does, and that gives no grace. */
    private GraceTerms termsFromNow() {
        boolean ungoverned = finding.switchRotates() && finding.policy().enforced();
        if (ungoverned) {
            return GraceTerms.NONE;
        }
        Presentation presentation = finding.presentation();
        GraceTerms terms = finding.policy().grace().termsFrom(now).ofRotationBy(presentation.key());
        boolean keptForRecovery = finding.policy().recovery().on()
                && presentation.keyOfToken() != null
                && !presentation.clientAuthenticated();
        return keptForRecovery ? terms.keepingKeyOf(presentation.key()) : terms;
    }
}
