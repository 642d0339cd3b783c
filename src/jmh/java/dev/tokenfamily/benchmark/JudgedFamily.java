package dev.tokenfamily.benchmark;

import dev.tokenfamily.detection.Presentation;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyParser;
import java.util.Map;
import java.util.UUID;

/** An active family of some age that is refreshed every five seconds, and what a refresh shows. */
final class JudgedFamily {

    static final Policy POLICY = PolicyParser.parse(Map.of());

    private static final long START = 1_700_000_000;
    private static final int PERIOD = 5;
    private static final Owner OWNER = new Owner(
            UUID.randomUUID().toString(),
            UUID.randomUUID().toString(),
            UUID.randomUUID().toString(),
            UUID.randomUUID().toString(),
            false);

    private final String id = UUID.randomUUID().toString();
    private final Presentation presentation = new Presentation(new Origin("192.0.2.1", "Agent"), false, null);
    private final Family family;

    JudgedFamily(int rotations) {
        Family grown = Family.opened(
                id, OWNER, START, 0, head(START), GraceTerms.NONE, START, presentation.origin(), AccessTokens.NONE);
        for (int n = 0; n < rotations; n++) {
            grown = rotated(grown);
        }
        family = grown;
    }

    Family family() {
        return family;
    }

    /** Just before the next refresh. */
    long now() {
        return family.lastUse().at() + PERIOD;
    }

    Presentation presentation() {
        return presentation;
    }

    /** So many generations behind the head. */
    PresentedToken token(int behind) {
        return new PresentedToken(
                id,
                family.generation() - behind,
                START,
                family.head().since(),
                family.head().issuedAt(),
                family.head().expiresAt(),
                null,
                OWNER);
    }

    /** One refresh later. */
    Family rotated(Family before) {
        long now = before.lastUse().at() + PERIOD;
        return before.advanced(
                before.generation() + 1,
                head(now),
                POLICY.grace().termsFrom(now),
                now,
                presentation.origin(),
                new AccessToken(id, now + 300));
    }

    private Head head(long now) {
        return new Head(id, now, now + 1_800, now);
    }
}
