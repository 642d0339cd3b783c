package dev.tokenfamily.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.InMemoryFamilyStore;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyParser;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The protocol over fakes, and what surrounds it: logins, minting, clients that come back with what they got. */
final class Rig {

    static final long LOGIN = 1_700_000_000;
    static final Owner OWNER = new Owner("realm", "client", "user", "session", false);
    static final Policy DEFAULT = PolicyParser.parse(Map.of());
    static final Policy STRICT = policy("grace-period-seconds", 0);

    static final Presentation HERE = new Presentation(new Origin("192.0.2.1", null), false, null);

    final InMemoryFamilyStore store = new InMemoryFamilyStore(LOGIN);
    final RecordingTakedown takedown = new RecordingTakedown();
    final RefreshProtocol protocol = new RefreshProtocol(store, store, takedown);
    private int minted;

    static Policy policy(String key, Object value) {
        return PolicyParser.parse(Map.of(key, value));
    }

    static Policy policy(String key, Object value, String otherKey, Object otherValue) {
        return PolicyParser.parse(Map.of(key, value, otherKey, otherValue));
    }

    /** The first token of a family. */
    PresentedToken login(String familyId, Owner owner) {
        FamilyClaim claim = new FamilyClaim(familyId, 0, store.now(), store.now(), "at-of-" + familyId);
        return PresentedToken.claimed(claim, store.now(), store.now() + 1_800, owner);
    }

    PresentedToken login() {
        return login("family", OWNER);
    }

    /** A token that Keycloak just minted for a refresh, with an access token. */
    Minted mint() {
        return mintLasting(1_800);
    }

    Minted mintLasting(long seconds) {
        minted++;
        AccessToken accessToken = new AccessToken("at-" + minted, store.now() + 300);
        return new Minted("rt-" + minted, store.now(), store.now() + seconds, accessToken);
    }

    Finding examine(PresentedToken token, Policy policy) {
        return protocol.examine(token, HERE, policy, Optional.empty());
    }

    Ruling settle(Finding examined) {
        return protocol.settle(examined, examined.policy(), mint());
    }

    /** Both halves of one request. */
    Ruling refresh(PresentedToken token, Policy policy) {
        Finding examined = examine(token, policy);
        return examined.refused() ? new Ruling.Refused(examined) : settle(examined);
    }

    Granted granted(PresentedToken token, Policy policy) {
        Ruling ruling = refresh(token, policy);
        assertThat(ruling).isInstanceOf(Granted.class);
        return (Granted) ruling;
    }

    Verdict refused(PresentedToken token, Policy policy) {
        Ruling ruling = refresh(token, policy);
        assertThat(ruling).isInstanceOf(Ruling.Refused.class);
        return ruling.finding().verdict();
    }

    /** What the client presents next. */
    static PresentedToken token(Granted granted) {
        return PresentedToken.claimed(
                granted.claim(),
                granted.issuedAt(),
                granted.expiresAt(),
                granted.finding().token().owner());
    }

    Family row(String familyId) {
        return Objects.requireNonNull(store.row(familyId), familyId);
    }

    Family row() {
        return row("family");
    }
}
