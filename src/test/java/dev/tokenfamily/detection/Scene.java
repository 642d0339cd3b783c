package dev.tokenfamily.detection;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.TokenUse;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyParser;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the detector is shown, with ordinary defaults: an active family whose head was rotated at {@link #ROTATED} with
 * ten seconds of grace, and a request from where the rotation came from, under the default policy.
 */
final class Scene {

    static final long START = 1_700_000_000;
    static final long ROTATED = START + 1_000;
    static final int CURRENT = 5;
    static final String HOME = "192.0.2.1";
    static final String ELSEWHERE = "203.0.113.9";
    static final Owner OWNER = new Owner("realm", "client", "user", "session", false);

    private final int generation;
    private final long issuedAt;
    private final Owner owner;
    private final @Nullable Family family;
    private final Presentation presentation;
    private final Policy policy;

    private Scene(
            int generation,
            long issuedAt,
            Owner owner,
            @Nullable Family family,
            Presentation presentation,
            Policy policy) {
        this.generation = generation;
        this.issuedAt = issuedAt;
        this.owner = owner;
        this.family = family;
        this.presentation = presentation;
        this.policy = policy;
    }

    static Scene presenting(int generation) {
        return new Scene(
                generation,
                ROTATED,
                OWNER,
                row(10),
                new Presentation(new Origin(HOME, null), false, null),
                PolicyParser.parse(Map.of()));
    }

    static Scene presentingHead() {
        return presenting(CURRENT);
    }

    static Scene presentingPredecessor() {
        return presenting(CURRENT - 1);
    }

    Scene issuedAt(long time) {
        return new Scene(generation, time, owner, family, presentation, policy);
    }

    Scene of(Owner other) {
        return new Scene(generation, issuedAt, other, family, presentation, policy);
    }

    Scene against(@Nullable Family row) {
        return new Scene(generation, issuedAt, owner, row, presentation, policy);
    }

    Scene from(String address) {
        return new Scene(
                generation,
                issuedAt,
                owner,
                family,
                new Presentation(new Origin(address, null), presentation.keyProven(), null).withKey(presentation.key()),
                policy);
    }

    /** Beside a realm's own switch. */
    Scene beside(RealmSwitch realmSwitch) {
        return new Scene(generation, issuedAt, owner, family, presentation.withSwitch(realmSwitch), policy);
    }

    Scene provingItsKey() {
        return new Scene(
                generation, issuedAt, owner, family, new Presentation(presentation.origin(), true, null), policy);
    }

    Scene showing(@Nullable String key) {
        return new Scene(generation, issuedAt, owner, family, presentation.withKey(key), policy);
    }

    Scene under(Policy other) {
        return new Scene(generation, issuedAt, owner, family, presentation, other);
    }

    Scene under(String key, Object value) {
        return under(PolicyParser.parse(Map.of(key, value)));
    }

    /** On a node that may have held the request up. */
    Verdict at(long now, long heldUp) {
        // a generation is issued no later than any of its tokens
        long since = Math.min(ROTATED, issuedAt);
        PresentedToken token =
                new PresentedToken("family", generation, START, since, issuedAt, issuedAt + 1_800, null, owner);
        return Detector.judge(new Reading(family, now, heldUp), token, presentation, policy);
    }

    Verdict at(long now) {
        return at(now, 0);
    }

    /** A row whose rotation stored that much grace. */
    static Family row(int graceSeconds) {
        return row(PolicyParser.parse(Map.of("grace-period-seconds", graceSeconds))
                .grace()
                .termsFrom(ROTATED));
    }

    static Family row(GraceTerms terms) {
        Head head = new Head("head", ROTATED, ROTATED + 1_800, ROTATED);
        return Family.opened(
                "family", OWNER, START, CURRENT, head, terms, ROTATED, new Origin(HOME, null), AccessTokens.NONE);
    }

    /** The row after one more retry was answered. */
    static Family retried(Family row) {
        return row.retried(new TokenUse(ROTATED + 1, HOME), new AccessToken("access", ROTATED + 300));
    }
}
